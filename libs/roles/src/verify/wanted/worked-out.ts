import type { CheckResult } from '#domain';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, QUOTE, sentencesOf, standingFor, type Masked } from '../stated/masked-text.js';
import { isOfSums, rowsOf, valueOf } from '../stated/records.js';
import { nameOf } from '../file-kinds.js';
import { hasWord } from '../has-word.js';
import { plainValues } from '../kept/values-kept.js';
import { countsOf, countsSought, isUnit, type Unit } from './counts.js';
import { soughtByQuestion } from './questions.js';

/*
 * "Write the total of the column amount of ledger.csv to total.txt": what a goal wants worked out of a file is right.
 */

export interface Sought {
  readonly what: 'sum' | 'mean' | 'min' | 'max' | 'key' | 'matching' | 'named' | Unit;
  /** Of the column or of the key, or what lines hold; empty for what is counted. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

const SAVE = '(?:write|put|save|store|output|record)\\s+(?:only\\s+|just\\s+)?';
const OF = '\\s+(?:of|in|from)\\s+(?:the\\s+)?(?:file\\s+)?';
const TO = `\\s+(?:to|into|in)\\s+(?:an?\\s+|the\\s+)?(?:new\\s+)?(?:file\\s+)?(?:called\\s+|named\\s+)?(${FILE})(.*)$`;
const SUM = 'sum|total|average|mean|minimum|maximum|smallest|largest|lowest|highest|min|max';
const COLUMN = `(?:all\\s+)?(?:the\\s+)?(?:(?:values|numbers)\\s+(?:of|in)\\s+)?(?:the\\s+)?(?:(?:column|field)\\s+)?(${QUOTE}|[A-Za-z_]\\w{0,40})(?:\\s+(?:column|field|values))?`;
const FOLDED = new RegExp(`${SAVE}the\\s+(${SUM})(?:\\s+value)?\\s+(?:of|for|in)\\s+${COLUMN}${OF}(${FILE})${TO}`, 'i');
/** Of the only table that is named. */
const ALONE = new RegExp(`${SAVE}the\\s+(sum|total)\\s+of\\s+(?:all\\s+)?(?:the\\s+)?([A-Za-z_]\\w{2,40})${TO}`, 'i');
/** Of a file that holds nothing but numbers, one a line. */
const SUMMED = new RegExp(
  `^(?:sum(?:\\s+up)?|add\\s+up|total)\\s+(?:all\\s+)?(?:of\\s+)?(?:the\\s+)?(?:numbers|values|amounts)${OF}(${FILE}),?\\s+(?:and\\s+)?(?:then\\s+)?${SAVE}(?:the\\s+)?(?:result|sum|total|it)${TO}`,
  'i',
);
const KEYED = new RegExp(
  `${SAVE}the\\s+([a-z_]\\w{1,30})(?:${OF}(${FILE})|\\s+(?:that|which)\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})\\s+(?:sets|has|gives|defines|declares|names|states))${TO}`,
  'i',
);
/** Words by which the number may be another one than it seems. */
const OTHERWISE =
  /\b(?:where|whose|which|that|each|every|per|by|only|exclud\w*|includ\w*|without|except|if|greater|less|over|under|above|below|more|group\w*|unique|distinct|different|positive|negative|non\w*|paid|open|tax\w*|vat|net|gross|plus|minus|times|multipl\w*|percent\w*|cents?|thousands?|millions?|words|blank|empty|header|heading|comments?|since|until|before|after|between|first|last|top|from\s+\d|in\s+\d{4})\b|[<>%]/i;
/** How the number is to look. */
const LOOKS =
  /\bas\s+(?:(?:an?\s+)?(?:json|object)\s*:?\s*)?\{[^{}\n]{1,200}\}|\b(?:as\s+(?:one|a\s+single)\s+(?:line|number)|(?:with|to)\s+(?:\w+)\s+decimals?(?:\s+places?)?|(?:and\s+)?nothing\s+else|rounded)\b/gi;
/** What these words name may also be written of a file, or is known by another name. */
const NO_KEY = /^(?:description|licen[cs]e|type|main|number|content|contents|summary|list|text|name)$/i;

/** What stands there may also say in what form, which nobody here knows. */
const isPlain = (behind: string): boolean => /^[\s,.;!]*(?:$|and\b|then\b)/i.test(behind.replace(LOOKS, ' '));
const isOtherwise = (beside: string): boolean => OTHERWISE.test(beside.replace(LOOKS, ' '));

/** Behind another order, one that stands for itself. */
const GOES_ON =
  /\s{0,9},?\s{1,9}(?:and\s{1,9})?(?:then|afterwards|after\s{1,9}that|finally),?\s{1,9}(?=(?:count|write|put|save|store|output|record)\b)/gi;

/** Pure. */
export function soughtIn(told: string): Sought[] {
  const counted = countsSought(told.replace(GOES_ON, '. ')).flatMap(({ tail, beside, ...one }): Sought[] =>
    isPlain(tail) && !isOtherwise(beside) ? [{ ...one, name: '' }] : [],
  );
  const masked = mask(told);
  const sentences = sentencesOf(masked);
  const others = sentences.flatMap((sentence): Sought[] => {
    const summed = SUMMED.exec(sentence.trim());
    if (summed !== null) return summedIn(summed, sentences.length, masked);
    const [folded, keyed] = [FOLDED.exec(sentence), KEYED.exec(sentence)];
    const alone = (folded ?? keyed) === null ? ALONE.exec(sentence) : null;
    const match = folded ?? keyed ?? alone;
    const behind = match?.at(-1) ?? '';
    const beside = [...sentences.filter((one) => one !== sentence), behind, sentence.slice(0, match?.index)].join(' ');
    if (match === null || !isPlain(behind) || isOtherwise(beside)) return [];
    const [, word = '', second = ''] = match;
    const source = keyed === match ? (match[2] ?? match[3]) : match.at(-3);
    const tables = [...new Set(masked.files)].filter((path) => /\.[ct]sv$/i.test(path));
    const [from] = alone === null ? standingFor(source ?? '', masked, 'F') : tables.length === 1 ? tables : [];
    const [to] = standingFor(match.at(-2) ?? '', masked, 'F');
    if (from === undefined || to === undefined || from === to) return [];
    if (alone !== null) return [{ what: whatOf(word), name: second, from, to }];
    if (folded === null) return NO_KEY.test(word) ? [] : [{ what: 'key', name: word, from, to }];
    const name = standingFor(second, masked, 'Q')[0] ?? second;
    return /^(?:column|field|values?|numbers?|rows?|lines?)$/i.test(name)
      ? []
      : [{ what: whatOf(word), name, from, to }];
  });
  return [...counted, ...others];
}

function summedIn(match: RegExpExecArray, sentences: number, masked: Masked): Sought[] {
  const [, source = '', target = '', behind = ''] = match;
  const [[from], [to]] = [standingFor(source, masked, 'F'), standingFor(target, masked, 'F')];
  if (from === undefined || to === undefined || from === to || sentences > 1 || !isPlain(behind)) return [];
  return [{ what: 'sum', name: '', from, to }];
}

function whatOf(word: string): Sought['what'] {
  if (/^(?:sum|total)$/i.test(word)) return 'sum';
  if (/^(?:average|mean)$/i.test(word)) return 'mean';
  return /^(?:min\w*|smallest|lowest)$/i.test(word) ? 'min' : 'max';
}

function linesOfNumbers(path: string, text: string): number[] | null {
  const lines = text.split('\n').flatMap((line) => line.trim() || []);
  return /\.txt$/i.test(path) && lines.length > 0 && lines.every((line) => NUMBER.test(line))
    ? lines.map(Number)
    : null;
}

const NUMBER = /^-?\d+(?:\.\d+)?$/;
/** The numbers of a column; null where nobody can be sure of them. */
function columnOf(path: string, text: string, name: string): number[] | null {
  if (name === '') return linesOfNumbers(path, text);
  if (!/\.(?:csv|tsv)$/i.test(path)) return null;
  const [head, ...rows] = rowsOf(text, /\.tsv$/i.test(path) ? '\t' : null) ?? [];
  const folded = head?.map((one) => one.trim().toLowerCase()) ?? [];
  const wanted = name.toLowerCase();
  const found = folded.indexOf(wanted);
  const at = found >= 0 ? found : folded.findIndex((one) => [`${one}s`, one.replace(/y$/, 'ies')].includes(wanted));
  // A row of sums would count twice.
  if (at < 0 || folded.lastIndexOf(folded[at] ?? '') !== at) return null;
  if (rows.some(isOfSums)) return null;
  const cells = rows.map((row) => (row[at] ?? '').trim());
  return cells.length > 0 && cells.every((cell) => NUMBER.test(cell)) ? cells.map(Number) : null;
}

/** What may rightly be found; null where nobody can say. Pure. */
export function valuesOf({ what, name, from }: Sought, text: string): readonly (number | string)[] | null {
  if (isUnit(what)) return countsOf(what, from, text);
  if (what === 'matching') return matchingIn(text, name);
  if (what === 'named') return namedIn(from, text, name);
  if (what === 'key') {
    const type = /\.(json|ya?ml)$/i.exec(from)?.[1]?.toLowerCase();
    const root = type === undefined ? undefined : valueOf(type, text);
    const value = typeof root === 'object' && root !== null ? (root as Record<string, unknown>)[name] : undefined;
    const isPlain = typeof value === 'number' || (typeof value === 'string' && /^\S{1,40}$/.test(value));
    return isPlain ? [String(value)] : null;
  }
  const numbers = columnOf(from, text, name);
  if (numbers === null) return null;
  const sum = numbers.reduce((total, one) => total + one, 0);
  switch (what) {
    case 'sum':
      return [sum];
    case 'mean':
      return [sum / numbers.length];
    case 'min':
      return [numbers.reduce((a, b) => Math.min(a, b))];
    case 'max':
      return [numbers.reduce((a, b) => Math.max(a, b))];
  }
}

/** By letters of either size, and by whole words or not. */
function matchingIn(text: string, word: string): number[] {
  const lines = text.split('\n');
  const [low, count] = [word.toLowerCase(), (is: (line: string) => boolean): number => lines.filter(is).length];
  return [
    count((line) => line.includes(word)),
    count((line) => line.toLowerCase().includes(low)),
    count((line) => hasWord(line, word)),
    text.split(word).length - 1,
  ];
}

const MOST_NAMED = 3;
/** Values of a key wherever it stands. */
function namedIn(path: string, text: string, name: string): string[] | null {
  const values = [...(plainValues(path, text) ?? [])].flatMap(([place, value]) =>
    place.slice(place.lastIndexOf('.') + 1).toLowerCase() === name.toLowerCase() ? [String(value)] : [],
  );
  return values.length === 0 || values.length > MOST_NAMED || values.some((value) => !/^\S{1,40}$/.test(value))
    ? null
    : values;
}

const WRITTEN = /-?(?:\d{1,3}(?:[,.' ]\d{3})+|\d+)(?:[.,]\d+)?/g;
/** Whether a number may be written so: rounded or cut, with its thousands set apart or not. */
function isWritten(value: number, written: string): boolean {
  const digits = Number(written.replace(/[^\d-]/g, ''));
  const decimals = /[.,](\d+)$/.exec(written)?.[1]?.length ?? 0;
  // Three digits behind a mark may be thousands.
  return [0, decimals].some((scale) => {
    const slack = Number.isInteger(value) ? 0 : 10 ** -scale;
    return Math.abs(digits / 10 ** scale - value) <= slack + Math.abs(value) * 1e-9;
  });
}

const NUMBER_WORD =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)\b/i;
const LONGEST = 4000;
/** What the command prints that counts the lines of a file it is given by its name. */
const AS_WC_SAYS = /^\s*\d+[ \t]+(\S+)\s*$/;
/** A sentence; null where it may well be right. Pure. */
export function workedOutProblem(sought: Sought, source: string, text: string): string | null {
  const values = valuesOf(sought, source);
  if (values === null || text.length > LONGEST || text.trim() === '') return null;
  const { what, name, from, to } = sought;
  const of =
    what === 'key' || what === 'named'
      ? `the ${name} of ${from}`
      : what === 'matching'
        ? `the number of lines of ${from} with ${name}`
        : name === ''
          ? `the number of ${what} of ${from}`
          : `the ${what} of ${name} in ${from}`;
  const written = text.match(WRITTEN) ?? [];
  const isThere = values.some((value) =>
    typeof value === 'string'
      ? text.toLowerCase().includes(value.toLowerCase())
      : written.some((one) => isWritten(value, one)),
  );
  const [, counted] = name === '' ? (AS_WC_SAYS.exec(text) ?? []) : [];
  if (isThere && counted !== undefined && nameOf(counted) === nameOf(from))
    return `${to} is to hold ${of}, and holds the name of the file beside it`;
  // A number may be said in words.
  const isInWords = written.length === 0 || (isUnit(what) && NUMBER_WORD.test(text));
  if (isThere || (what !== 'key' && what !== 'named' && isInWords)) return null;
  return `${to} lacks ${of}, which is ${typeof values[0] === 'number' ? Number(values[0].toFixed(6)) : values[0]}`;
}

/** Before the last of the orders. */
const IN_THE_END = /(?:^|[\s,;.])(?:then|afterwards|after\s{1,9}that|finally)\s{0,9},?\s{1,9}(?=\p{L})/giu;
/** Whether the last order of all is to work something out of a file, when all else is done. Pure, linear. */
export function isWorkedOutLast(told: string, { from, to }: Sought): boolean {
  const masked = mask(told);
  const orders = [...masked.text.matchAll(IN_THE_END)];
  const last = masked.text.slice(orders.at(-1)?.index ?? masked.text.length).replace(/[.!\s]{1,9}$/, '');
  const named = new Set(standingFor(last, masked, 'F'));
  return !/[.;\n]/.test(last) && named.size === 2 && named.has(from) && named.has(to);
}

/** `told`: the user's words. */
export async function asWorkedOut(files: FilesView, told: string): Promise<CheckResult[]> {
  const faults: string[] = [];
  for (const sought of [...soughtIn(told), ...soughtByQuestion(told)]) {
    const [from, ...others] = files.meant(sought.from);
    const [to] = files.meant(sought.to);
    if (from === undefined || to === undefined || others.length > 0) continue;
    // What changes too has no one state that may be meant.
    if (files.isChanged(from) && !isWorkedOutLast(told, sought)) continue;
    const [source, text] = [await files.text(from), await files.text(to)];
    const problem = source === null || text === null ? null : workedOutProblem(sought, source, text);
    if (problem !== null) faults.push(problem);
  }
  return faults.length === 0 ? [] : [{ name: 'worked_out', passed: false, detail: faults.join('; ') }];
}
