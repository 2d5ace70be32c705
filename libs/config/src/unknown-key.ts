import { sectionsWith } from './environment.js';
import { configKeys, MODEL_SECTION, sectionKeys, type Section } from './key-catalogue.js';
import { didYouMean, nearest } from './nearest.js';
import { isTable } from './values.js';

/* What is said of a key that there is not, or not there. */

export function unknownKey(name: string, value: unknown, section: Section, path: readonly string[]): string {
  const keys = [...sectionKeys(section).keys()];
  if (section === MODEL_SECTION && isTable(value)) {
    return `there is no such key. A model's name with a dot in it needs quotes: [models."${path[1] ?? ''}.${name}"].`;
  }
  const near = didYouMean(name, keys);
  const elsewhere = sectionsWith(name);
  if (elsewhere.length > 0) {
    const verb = near === '' ? 'It belongs' : 'Else it belongs';
    return `there is no such key here.${near} ${verb} under ${elsewhere.join(' or ')}.`;
  }
  return `there is no such key.${near === '' ? ` There are ${keys.join(', ')}.` : near}`;
}

/** Of a key outside any section: the section it belongs to, or the key or section that was most likely meant. */
export function whereMeant(name: string, sections: readonly string[]): string {
  const homes = sectionsWith(name);
  if (homes.length > 0) return ` It belongs under ${homes.join(' or ')}.`;
  const meant = nearest(name, [...new Set([...sections, ...configKeys().map((key) => key.key)])]);
  if (meant === null) return '';
  const under = sections.includes(meant) ? [] : sectionsWith(meant);
  return ` Did you mean "${meant}"${under.length === 0 ? '' : ` under ${under.join(' or ')}`}?`;
}
