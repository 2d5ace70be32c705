import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import { hasWord } from '../has-word.js';
import type { FilesView } from '../stated/files-view.js';
import { mask } from '../stated/masked-text.js';
import { plainValues } from './values-kept.js';

/* "Translate the values in messages.json. Keep the keys.": each name that led to a value leads to one still. */

const END = '(?=\\s*(?:[.,;:!)\\n]|$)|\\s+';
const STAYS: readonly RegExp[] = [
  new RegExp(
    `\\b(?:keep|leav|preserv|retain)(?:e|es|ing|s)?\\s+(?:all\\s+(?:of\\s+)?)?(?:the|its|their)\\s+(?:(?:json|yaml|object|original|existing|english|same)\\s+){0,2}keys${END}(?:as\\s+(?:they|it|is)\\b|unchanged|untouched|intact|alone|the\\s+same|identical|in\\s+english|and\\s+(?:only\\s+)?(?:translat|chang|replac)))`,
    'i',
  ),
  /\b(?:do\s+not|don['’]t|never|without|not)\s+(?:chang|renam|translat|touch|alter|modify)\w*\s+(?:any\s+of\s+)?(?:(?:the|its|their|any)\s+)?(?:(?:json|yaml|object)\s+)?keys\b/i,
  /\bkeys\s+(?:(?:must|should|have\s+to|shall)\s+)?(?:stay|remain)\s+(?:as\s+they\s+are|unchanged|untouched|intact|the\s+same|in\s+english)/i,
  /\btranslat\w*\s+(?:only\s+|just\s+)?(?:all\s+(?:of\s+)?)?(?:the\s+)?(?:string\s+|text\s+)?values\b/i,
  new RegExp(
    `(?<!\\p{L})(?:behalte|lass|lasse|belasse)\\s+(?:alle\\s+|die\\s+){1,2}(?:schlüssel|keys)${END}(?:bei|unverändert|wie|gleich|so)(?!\\p{L}))`,
    'iu',
  ),
  /(?<!\p{L})(?:übersetze?|übersetzt)\s+(?:nur\s+)?(?:alle\s+|die\s+){1,2}werte(?!\p{L})/iu,
  new RegExp(
    `(?<!\\p{L})(?:gard|conserv|laiss)(?:e|ez|er)\\s+(?:toutes\\s+)?les\\s+clés${END}(?:inchangées|telles|intactes|en\\s+anglais)(?!\\p{L}))`,
    'iu',
  ),
  new RegExp(
    `(?<!\\p{L})(?:conserva|mantén|mantener|deja)\\s+(?:todas\\s+)?las\\s+claves${END}(?:igual|iguales|como|intactas|en\\s+inglés)(?!\\p{L}))`,
    'iu',
  ),
];
/** Words by which some may go, or stand elsewhere. */
const MAY_GO =
  /\b(?:remov|delet|drop|filter|strip|prun|dedup|duplicat|unused|flatten|nest|group|restructur|merg|split|mov(?:e|ed|ing)\b|extract|subset)\w*|lösch|entfern|supprim|elimin|quita/i;
const OF_NUMBER = /[._-](?:zero|one|two|few|many|other|plural)$/;
/** Names of languages, where all texts stand under one. */
const LOCALE = /^[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?\.(?=.)/;

/** Pure. `told`: masked. */
export const saysKeysStay = (told: string): boolean => STAYS.some((said) => said.test(told)) && !MAY_GO.test(told);

function namesOf(path: string, text: string): string[] | null {
  const values = plainValues(path, text);
  if (values === null) return null;
  // Places in a list have no names.
  const names = [...values.keys()].filter((name) => !/(?:^|\.)\d+(?:\.|$)/.test(name));
  const roots = new Set(names.map((name) => LOCALE.exec(name)?.[0]));
  const [root] = roots;
  return roots.size === 1 && root !== undefined ? names.map((name) => name.slice(root.length)) : names;
}

/** `told`: the user's words. */
export async function keysStay(files: FilesView, told: string): Promise<CheckResult[]> {
  const { files: named, text } = mask(told);
  if (!saysKeysStay(text)) return [];
  const paths = [...new Set(named.flatMap((name) => files.meant(name)))];
  const [unchanged, ...more] = paths.filter((path) => !files.isChanged(path));
  const faults: string[] = [];
  for (const path of paths.filter((each) => files.isChanged(each))) {
    const source = unchanged === undefined || more.length > 0 ? null : unchanged;
    const before = (await files.before(path)) ?? (source === null ? null : await files.text(source));
    const [were, are] = [namesOf(path, before ?? ''), namesOf(path, (await files.text(path)) ?? '')];
    if (were === null || are === null) continue;
    const now = new Set(are);
    const forms = new Set(are.map((name) => name.replace(OF_NUMBER, '')));
    const isThere = (name: string): boolean =>
      now.has(name) || are.some((one) => one.startsWith(`${name}.`)) || forms.has(name.replace(OF_NUMBER, ''));
    const lost = were.filter((name) => !isThere(name) && !hasWord(told, name.slice(name.lastIndexOf('.') + 1)));
    if (lost.length > 0) faults.push(`${path} lacks ${listed(lost)}, and the keys are to stay`);
  }
  return faults.length === 0 ? [] : [{ name: 'keys_stay', passed: false, detail: faults.join('; ') }];
}
