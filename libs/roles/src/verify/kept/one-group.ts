import { nameOf } from '../file-kinds.js';
import type { Fact } from '../stated/fact.js';
import { stated } from '../stated/facts.js';
import { plainValues } from './values-kept.js';

/* "Set the timeout of production to 60 in deploy.yaml": that of another section stays as it was. Pure. */

/** What says that something stays orders nothing. */
const STAYS =
  /\b(?:stays?|remains?)\s+(?:at|as|the\s+same|unchanged|untouched)\b|^\s*(?:leave|keep|do\s+not\s+(?:change|touch)|don['’]t\s+(?:change|touch))\b/i;
const OF_SEVERAL = /\b(?:all|both|each|every\w*|any|also|too|same|throughout|wherever|likewise)\b/i;
/** What is written in one place may be meant for others. */
const SHARES = /(?:^|\s)(?:<<:|[&*][A-Za-z_])/;

interface Place {
  readonly group: string;
  readonly key: string;
}
const placeOf = (fact: Fact): Place[] => {
  if (fact.kind === 'in_group') return [{ group: fact.group.toLowerCase(), key: fact.key.toLowerCase() }];
  const [, group = '', key = ''] = (fact.kind === 'setting' && /^([\w-]+)\.([\w-]+)$/.exec(fact.key)) || [];
  return group === '' ? [] : [{ group: group.toLowerCase(), key: key.toLowerCase() }];
};

/** Places that a text names by their section, where it orders nothing else; none where nobody can say. */
export function placesIn(asked: string, path: string): Place[] {
  const sentences = asked.split(/(?<=[.;!?])\s+|\n/);
  const orders = sentences.filter((sentence) => !STAYS.test(sentence)).join(' ');
  if (OF_SEVERAL.test(orders)) return [];
  const { facts, isWhole } = stated(orders);
  const isOfValues = facts.every(({ kind }) => kind === 'setting' || kind === 'in_group');
  if (!isWhole || !isOfValues) return [];
  if (!facts.every((fact) => 'path' in fact && nameOf(fact.path) === nameOf(path))) return [];
  const places = facts.flatMap(placeOf);
  // A key without a section may be meant in each.
  const isBare = (fact: Fact): boolean =>
    fact.kind === 'setting' && places.some(({ key }) => key === fact.key.toLowerCase());
  return facts.some(isBare) ? [] : places;
}

/** A sentence about a value of another section that has changed along; null where there is none. */
export function otherGroupChanged(path: string, text: string, before: string, asked: string): string | null {
  const places = placesIn(asked, path);
  if (places.length === 0 || SHARES.test(before)) return null;
  const [was, is] = [plainValues(path, before), plainValues(path, text)];
  const named = [...(was ?? [])].map(([place, value]) => ({ place, value, names: place.toLowerCase().split('.') }));
  for (const { group, key } of places) {
    const ofKey = named.filter(({ names }) => names.at(-1) === key);
    const [meant, ...others] = ofKey.filter(({ names }) => names.includes(group));
    if (meant === undefined || others.length > 0) continue;
    const along = ofKey.find(
      ({ place, value, names }) =>
        place !== meant.place &&
        !places.some((one) => one.key === key && names.includes(one.group)) &&
        is?.get(place) !== undefined &&
        String(is.get(place)) !== String(value),
    );
    if (along !== undefined)
      return `${along.place} was ${along.value} and is ${is?.get(along.place)}, and only ${meant.place} was to change`;
  }
  return null;
}
