import type { CheckResult } from '#domain';
import { isCode, isDocument } from '../file-kinds.js';
import { hasWord } from '../has-word.js';
import { escaped } from '../stated/held.js';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, QUOTE, standingFor } from '../stated/masked-text.js';

/* "Rename the setting timeout to limit in a.cfg, b.cfg and c.cfg": in each of them that has it. */

const NAME = `(${QUOTE}|[\\w.$-]{1,60})`;
const FILES = `(${FILE}(?:(?:\\s*,\\s*and\\s+|\\s*,\\s*|\\s+and\\s+|\\s*&\\s*)(?:in\\s+)?${FILE}){0,40})`;
const KIND =
  '(?:setting|option|key|property|field|parameter|variable|flag|entry|attribute|constant|function|method|class|type)';
const RENAMES = new RegExp(
  `^(?:please\\s+)?(?:in\\s+${FILES}\\s*,?\\s*)?rename\\s+(?:(?:the\\s+)?(?:(?:\\w+\\s+)?${KIND}\\s+${NAME}|${NAME}\\s+${KIND})|${NAME})\\s+(?:to|into|as)\\s+${NAME}(?:\\s+in\\s+(?:(?:both|all)\\s+)?${FILES})?\\s*[.!]?$`,
  'i',
);
const SETS = new RegExp(
  `^(?:please\\s+)?(?:in\\s+${FILES}\\s*,?\\s*)?(?:set|change|update|bump|increase|decrease|raise|lower|reduce|switch)\\s+(?:the\\s+)?(?:value\\s+of\\s+)?(?:${KIND}\\s+)?${NAME}(?:\\s+${KIND})?(?:\\s+from\\s+${NAME})?\\s+to\\s+${NAME}(?:\\s+in\\s+(?:(?:both|all)\\s+)?${FILES})?\\s*[.!]?$`,
  'i',
);

export type Wanted = { readonly key: string; readonly paths: readonly string[] } & (
  { readonly kind: 'renamed'; readonly to: string } | { readonly kind: 'set'; readonly value: string }
);

const NO_NAME = /^(?:the|an?|this|that|its?|all|every|each)$/i;

/** Only where it is all that is asked for. Pure. */
export function wantedInEach(told: string): Wanted | null {
  const masked = mask(told);
  const said = masked.text.trim();
  const named = (token = ''): string => standingFor(token, masked, 'Q')[0] ?? token.replace(/\.$/, '');
  const paths = (...lists: (string | undefined)[]): string[] =>
    lists.flatMap((list) => standingFor(list ?? '', masked, 'F'));
  const [renames, first, behind, before, bare, to, last] = RENAMES.exec(said) ?? [];
  const old = named(behind ?? before ?? bare);
  if (renames !== undefined)
    return NO_NAME.test(old) ? null : { kind: 'renamed', key: old, to: named(to), paths: paths(first, last) };
  const [sets, head, key, , value, tail] = SETS.exec(said) ?? [];
  return sets === undefined ? null : { kind: 'set', key: named(key), value: named(value), paths: paths(head, tail) };
}

/** What stands in the texts and remarks of a program is not its own. */
const BESIDE_CODE = /"(?:[^"\\\n]|\\.){0,500}"|'(?:[^'\\\n]|\\.){0,500}'|`[^`]{0,2000}`|(?:\/\/|#).*/g;
/** On how many lines a program speaks of a name, or a file of settings has it. */
const timesIn = (path: string, text: string, name: string): number =>
  isCode(path)
    ? text
        .replace(BESIDE_CODE, ' ')
        .split('\n')
        .filter((line) => hasWord(line, name)).length
    : valuesOf(text, name).length;

const MOST_VALUES = 1000;
function valuesOf(text: string, key: string): string[] {
  const line = new RegExp(
    `(?:^|[{,])[ \\t]*(?:export[ \\t]+)?["']?${escaped(key)}["']?[ \\t]*[:=][ \\t]*([^\\n]{0,400})`,
    'gm',
  );
  return [...text.matchAll(line)].slice(0, MOST_VALUES).map(([, value = '']) => value);
}

/** Pure; null where the file is as it was to be, or nobody can say. */
export function notInThisFile(wanted: Wanted, path: string, text: string, before: string): string | null {
  const { key } = wanted;
  if (wanted.kind === 'renamed') {
    const had = timesIn(path, before, key);
    return had > 0 && timesIn(path, text, key) >= had ? `${key} bears its old name there` : null;
  }
  // Words stand for many a value.
  if (isCode(path) || isDocument(path) || !/\d/.test(wanted.value)) return null;
  const values = valuesOf(text, key);
  const isLeft = values.length > 0 && values.join('\n') === valuesOf(before, key).join('\n');
  if (!isLeft || values.some((one) => hasWord(one, wanted.value, /[\w.]/, /^(?:\d|\.\d)/))) return null;
  return `${key} is still ${(values[0] ?? '').trim().slice(0, 80)}`;
}

/** `told`: the user's words. */
export async function doneInEachFile(files: FilesView, told: string): Promise<CheckResult[]> {
  const wanted = wantedInEach(told);
  if (wanted === null) return [];
  for (const name of wanted.paths) {
    const [path, ...more] = files.meant(name);
    if (path === undefined || more.length > 0) continue;
    const [text, before] = [await files.text(path), await files.before(path)];
    if (typeof text !== 'string' || typeof before !== 'string') continue;
    const problem = notInThisFile(wanted, path, text, before);
    if (problem !== null) return [{ name: 'each_file_named', passed: false, detail: `${path}: ${problem}` }];
  }
  return [];
}
