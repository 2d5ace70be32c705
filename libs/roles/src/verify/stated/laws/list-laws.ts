import { isTable } from '../../file-kinds.js';
import { show, type Problem } from '../problem.js';
import { ALPHABETIC, BY_LENGTH, DATED, hasOwnOrder, isSortedBy, NUMERIC, numberOf, type Order } from './collation.js';
import { mayHaveReasons } from './form-laws.js';
import { WRAPS, type Law, type Seen, type StepOf } from './step.js';

/* Transformations of which lines there are, and in which order. Pure. */

const isBlank = (line: string): boolean => line.trim() === '';
const full = (lines: readonly string[]): string[] => lines.filter((line) => !isBlank(line));
const fold = (line: string): string => line.trim().toLowerCase();
/** Rules between parts may stand there more than once. */
const says = (line: string): boolean => /[\p{L}\p{N}]/u.test(line);

const squeezed = (lines: readonly string[]): string[] =>
  lines.filter((line, at) => !isBlank(line) || (at > 0 && !isBlank(lines[at - 1] ?? '')));

const RUNS = '(?: (?:run|runs|sequence|sequences|multiple|several|consecutive|successive|more than 1|2 or more))*';
const TO_ONE = '(?: (?:to|with|by)(?: 1)?(?: blankline)?)?';
export const BLANK_LAW: Law<StepOf<'blank'>> = {
  forms: [
    'remove blankline',
    'remove line (?:be )?(?:blank|empty)',
    'ensure (?:there )?(?:be )?no blankline(?: left)?',
    `(?:collapse|squeeze|merge|compress)${RUNS} blankline${TO_ONE}`,
    `(?:change|cut|replace)${RUNS.replace('*', '+')} blankline${TO_ONE}`,
    '(?:change|cut|replace) blankline (?:to|with|by) 1(?: blankline)?',
    'remove (?:extra|surplus|superfluous|excess|double|consecutive|repeated) blankline',
  ],
  read: ([whole]) => ({
    of: 'blank',
    squeezed: !/^(?:ensure (?:there )?(?:be )?no|remove (?:line|blank))/.test(whole),
  }),
  left: (step, lines) =>
    step.squeezed
      ? [squeezed(lines), squeezed(lines).filter((line, at) => at > 0 || !isBlank(line))]
      : [full(lines), lines.filter((line) => line !== '')],
  effect: ({ squeezed: keepsOne }, { path, after, others }) => {
    if (mayHaveReasons(path, after)) return undefined;
    if ([...WRAPS].some((of) => others.has(of))) return null;
    // Blanks alone make a line that is not empty, in the eyes of some.
    const at = after.findIndex((line, n) => line === '' && (!keepsOne || after[n - 1] === ''));
    return at < 0 ? null : `${path} still has ${keepsOne ? 'blank lines together' : 'a blank line'}, at line ${at + 1}`;
  },
};

function uniqueProblem({ folded, ordered }: StepOf<'unique'>, { path, before, after, others }: Seen): Problem {
  const isPlain = !(['case', 'edges', 'figures'] as const).some((of) => others.has(of));
  const lines = full(after);
  const seen = new Set<string>();
  const twice = lines.find((line) => says(line) && seen.size === seen.add(folded ? fold(line) : line).size);
  if (twice !== undefined && (isPlain || folded)) return `${path} still holds ${show(twice)} more than once`;
  if (others.size > 0 || before === null) return null;
  if (ordered === true && !isInOrder(lines, before)) return `the lines of ${path} stand in another order than they did`;
  const there = new Set(before.map((line) => line.trim()));
  const fresh = lines.find((line) => !there.has(line.trim()));
  return fresh === undefined ? null : `${path} holds ${show(fresh)}, which was not there`;
}

/** Whether of each line the first one is left in its place, or the last one. */
function isInOrder(after: readonly string[], before: readonly string[]): boolean {
  const [now, was] = [after, before].map((lines) => lines.filter(says).map(fold));
  if (now === undefined || was === undefined) return true;
  const [first, last] = [[...new Set(was)], [...new Set([...was].reverse())].reverse()];
  return [first, last].some((wanted) => wanted.length !== now.length || wanted.every((line, at) => now[at] === line));
}

const onceEach = (lines: readonly string[]): string[] => {
  const seen = new Set<string>();
  return lines.filter((line) => !says(line) || seen.size < seen.add(line).size);
};
export const UNIQUE_LAW: Law<StepOf<'unique'>> = {
  forms: [
    'remove double(?: line)?( folded)?',
    'remove double line( folded)?',
    'dedup(?: line| entry)?( folded)?',
    'keep (?:unique|distinct) (?:line|entry)( folded)?',
    '(?:keep|remove (?:but|except)) (?:only )?first (?:occurrence|appearance|instance|copy) (?:line|entry|double)( folded)?',
    'change line unique( folded)?',
    'ensure (?:line|entry) (?:appears?|occurs?|there|stands there) (?:exactly |only |just )?once( folded)?',
    '(?:line|entry) (?:should|must) (?:appear|occur|be there|stand there) (?:exactly |only |just )?once( folded)?',
    'ensure (?:there )?(?:be |are )?no double( folded)?',
  ],
  read: ([whole, folded]) => ({
    ...{ of: 'unique', folded: folded !== undefined },
    ...(whole.includes('first') ? { ordered: true } : {}),
  }),
  key: (_step, line) => fold(line),
  // Where no line is there twice, something else was meant.
  left: (_step, lines) => (new Set(full(lines).map(fold)).size < full(lines).length ? [onceEach(lines)] : []),
  arrangement: 'once',
  letsBlanksGo: true,
  effect: uniqueProblem,
};

function ordersOf({ by, noun }: StepOf<'sorted'>, lines: readonly string[]): readonly Order[] {
  const last: Order[] = noun === 'name' ? ALPHABETIC.map((order) => (a, b) => order(lastWord(a), lastWord(b))) : [];
  if (by === 'length') return BY_LENGTH;
  if (by === 'alphabet') return [...ALPHABETIC, ...last];
  const isCounted = lines.every((line) => numberOf(line) !== null);
  return by === 'number' ? [NUMERIC] : [...ALPHABETIC, ...last, ...DATED, ...(isCounted ? [NUMERIC] : [])];
}
const lastWord = (line: string): string => line.trim().split(/\s+/).at(-1) ?? '';

function sortedProblem(step: StepOf<'sorted'>, { path, before, after, others }: Seen): Problem {
  const all = full(after);
  if (all.some((line) => /^\s*(?:#|\/\/)/.test(line)) || (step.by === null && hasOwnOrder(all))) return undefined;
  if (step.noun === 'word' && all.some((line) => /\S\s+\S/.test(line))) return undefined;
  if (step.by === 'number' && all.some((line) => numberOf(line) === null)) return undefined;
  // The names of columns stay first.
  const rows = isTable(path) ? [all.slice(1), all] : [all];
  // Other letters than those they were sorted by may have come behind that.
  const were = new Map(before?.map((line) => [fold(line), line]));
  const readings =
    others.size === 0 ? rows : [...rows, ...rows.map((lines) => lines.map((line) => were.get(fold(line)) ?? line))];
  const orders = ordersOf(step, all);
  const ways = step.down ? [true] : step.by === null && orders.includes(NUMERIC) ? [false, true] : [false];
  const isSorted = readings.some((lines) =>
    ways.some((down) => orders.some((order) => isSortedBy(lines, order, down))),
  );
  if (isSorted) return null;
  const isOpen = others.size > 0 && (before === null || were.size < new Set(before).size);
  return isOpen ? undefined : `the lines of ${path} are not sorted`;
}

const NOUN = '(?: (line|name|word|entry|number))?';
const HOW = '((?: alphabetic| numeric| up| down| folded| by length| reversed)*)';
export const SORTED_LAW: Law<StepOf<'sorted'>> = {
  forms: [
    `(?:sort|order)${NOUN}${HOW}`,
    'sort() (alphabetic(?: down)?) (?:line|name|word|entry)',
    `(?:add|change|write)${NOUN}(?: to)?(?: sorted)?( alphabetic(?: down)?)(?: order)?`,
    `(?:ensure )?(line|name|word|entry) (?:be )?sorted${HOW}`,
  ],
  read: ([, noun = 'line', how = '']) => {
    const by = how.includes('length')
      ? 'length'
      : how.includes('numeric')
        ? 'number'
        : how.includes('alphabetic')
          ? 'alphabet'
          : null;
    const down = /down|reversed/.test(how);
    return { of: 'sorted', noun: noun === 'name' || noun === 'word' ? noun : 'line', by, down };
  },
  arrangement: 'any',
  letsBlanksGo: true,
  effect: sortedProblem,
};

const turned = (text: string): string => [...text].reverse().join('');
export const REVERSED_LAW: Law<StepOf<'reversed'>> = {
  forms: [
    'reverse (?:line(?: order)?|order line)',
    'reverse(?: order)?',
    '(?:change|add|write|sort)(?: line)?(?: to)? reversed',
  ],
  read: () => ({ of: 'reversed' }),
  left: (_step, lines, path) => [
    [...lines].reverse(),
    ...(isTable(path) ? [[...lines.slice(0, 1), ...lines.slice(1).reverse()]] : []),
    // What is in the lines may be meant, too.
    lines.map(turned),
    [...lines].reverse().map(turned),
  ],
  letsBlanksGo: true,
  effect: () => null,
};

/** So many lines do not fall where they were by chance. */
const MANY = 8;
export const SHUFFLED_LAW: Law<StepOf<'shuffled'>> = {
  forms: [
    'shuffle(?: order)?(?: line| entry)?(?: randomly)?',
    '(?:change|add|sort|reorder)(?: order)?(?: line| entry)?(?: to)? randomly',
  ],
  read: () => ({ of: 'shuffled' }),
  arrangement: 'any',
  letsBlanksGo: true,
  effect: (_step, { path, before, after }) => {
    if (before === null || full(before).join('\n') !== full(after).join('\n')) return null;
    return new Set(full(before)).size < MANY ? undefined : `the lines of ${path} are in the order they were in`;
  },
};

const MOST_LINES = 1_000_000;
/** The first so many lines that are not blank, and the blank ones between them. */
function firstFull(lines: readonly string[], n: number): string[] {
  let count = 0;
  const end = lines.findIndex((line) => !isBlank(line) && ++count > n);
  return lines.slice(0, end < 0 ? lines.length : end);
}
export const PART_LAW: Law<StepOf<'part'>> = {
  forms: [
    '(keep) (first|last) (\\d+ )?line',
    '(cut|trim)(?: text)?(?: to)? (first|last) (\\d+) line',
    '(remove) (first|last) (\\d+ )?line',
    '(?:remove|cut) (?:text|line) (after) (first) (\\d+) line',
    '(?:remove) (?:text|line )?(?:but|except) (first|last) (\\d+) line',
  ],
  read: ([whole, ...groups]) => {
    const at = groups.includes('last') ? 'last' : 'first';
    const n = Number(groups.find((group) => /^\d+/.test(group ?? '')) ?? 1);
    return n === 0 || n > MOST_LINES ? null : { of: 'part', keeps: !/^remove (?:first|last)/i.test(whole), at, n };
  },
  left: ({ keeps, at, n }, lines, path) => {
    const cut = (of: readonly string[]): string[] => {
      const isHead = at === 'first' ? keeps : !keeps;
      const border = at === 'first' ? n : Math.max(of.length - n, 0);
      return isHead ? of.slice(0, border) : of.slice(border);
    };
    const ways = [cut(lines), cut(full(lines))];
    if (at === 'first' && keeps) ways.push(firstFull(lines, n));
    if (isTable(path)) ways.push([...lines.slice(0, 1), ...cut(lines.slice(1))]);
    return ways;
  },
  effect: () => null,
};

export const MATCHING_LAW: Law<StepOf<'matching'>> = {
  forms: ['(keep|remove) line (containing|with|starting|closing) (?:text |word |string |phrase )?(⟦Q\\d+⟧)'],
  read: ([, verb = '', how = '', text = ''], quoted) => ({
    ...{ of: 'matching', keeps: /keep/i.test(verb), text: quoted(text) },
    at: how === 'starting' ? 'start' : how === 'closing' ? 'end' : 'anywhere',
  }),
  left: ({ keeps, text, at }, lines, path) => {
    const has = (line: string, part: string): boolean =>
      at === 'start' ? line.startsWith(part) : at === 'end' ? line.trimEnd().endsWith(part) : line.includes(part);
    const ways = [
      lines.filter((line) => has(line, text) === keeps),
      lines.filter((line) => has(line.trimStart(), text) === keeps),
      lines.filter((line) => has(line.toLowerCase(), text.toLowerCase()) === keeps),
      lines.filter((line) => (has(line, text) && !isPartOfWord(line, text)) === keeps),
    ];
    return isTable(path) && keeps ? [...ways, ...ways.map((way) => [...lines.slice(0, 1), ...way])] : ways;
  },
  letsBlanksGo: true,
  effect: () => null,
};
/** Whether a text stands in a line only within longer words. */
function isPartOfWord(line: string, text: string): boolean {
  for (let at = line.indexOf(text); at >= 0; at = line.indexOf(text, at + 1))
    if (!/[\p{L}\p{N}]/u.test(line[at - 1] ?? ' ') && !/[\p{L}\p{N}]/u.test(line[at + text.length] ?? ' '))
      return false;
  return true;
}
