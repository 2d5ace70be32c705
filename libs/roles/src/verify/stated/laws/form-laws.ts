import { isTable } from '../../file-kinds.js';
import { escaped } from '../held.js';
import { show, type Problem } from '../problem.js';
import { figuresProblem, masked } from './figures.js';
import type { Change, Law, Seen, StepOf } from './step.js';

/* Transformations of each line by itself. Pure. */

/** The same for a text in any letters: an ß in capitals is SS. */
const folded = (text: string): string => text.toUpperCase().toLowerCase();
const isOther = (now: string, letter: string): boolean => now !== letter && now.length === letter.length;
const lowerIn = (line: string): string | undefined =>
  line.match(/\p{Ll}/gu)?.find((letter) => isOther(letter.toUpperCase(), letter));
const upperIn = (line: string): string | undefined =>
  line.match(/\p{Lu}/gu)?.find((letter) => isOther(letter.toLowerCase(), letter));

/** They may stay small in titles. */
const SMALL =
  /^(?:an?|the|and|but|or|nor|for|so|yet|at|by|in|of|on|to|up|via|as|is|if|it|per|vs|with|from|into|over|than|onto|off|out|de|la|le|el|von|van|und)$/;
/** Text of which a part is no prose. */
const HAS_MARKUP = /[`<>{}]|\]\(|:\/\//;
const isProse = (path: string): boolean =>
  /(?:^|\/)[^./]+$|\.(?:txt|text|log|list|lst|srt|md|markdown|csv|tsv)$/i.test(path);

function caseProblem({ as }: StepOf<'case'>, { path, before, after, others }: Seen): Problem {
  if (!isProse(path) || after.some((line) => HAS_MARKUP.test(line))) return undefined;
  // The names of columns may stay.
  const lines = isTable(path) ? after.slice(1) : after;
  const known = new Set(before?.flatMap((line) => line.split(/\s+/)));
  const wrong = lines.find((line) => {
    const words = line.split(/\s+/).filter((word) => word !== '');
    switch (as) {
      case 'upper':
        return lowerIn(line) !== undefined;
      case 'lower':
        return upperIn(line) !== undefined;
      case 'lines':
        return isSmall(/[\p{L}\p{N}]/u.exec(line)?.[0] ?? '');
      default:
        return words.some(
          (word, at) =>
            (isUncapital(word) && !(as === 'title' && at > 0 && SMALL.test(word))) ||
            (before !== null && isShouted(word, known)),
        );
    }
  });
  if (wrong !== undefined) return `${path} holds ${show(wrong)}, which is not in ${NAMES[as]}`;
  if (as !== 'lines' || others.size > 0 || before === null) return null;
  const rests = new Set(before.flatMap((line) => [restOf(line), restOf(line).toLowerCase()]));
  const other = after.find((line) => !rests.has(restOf(line)));
  return other === undefined ? null : `${path} holds ${show(other)}, of which more than the first letter has changed`;
}
const NAMES = {
  upper: 'upper case',
  lower: 'lower case',
  title: 'title case',
  words: 'capitalized words',
  lines: 'a capital first',
};
const isSmall = (letter: string): boolean => /\p{Ll}/u.test(letter) && isOther(letter.toUpperCase(), letter);
const isUncapital = (word: string): boolean =>
  !/[./@_\\]\p{L}|^['’]/u.test(word) && isSmall(/[\p{L}\p{N}]/u.exec(word)?.[0] ?? '');
const isShouted = (word: string, known: ReadonlySet<string>): boolean =>
  /\p{Lu}{3}/u.test(word) && lowerIn(word) === undefined && !known.has(word);
const restOf = (line: string): string => line.trim().replace(/^[^\p{L}\p{N}]*[\p{L}\p{N}]/u, '');

const TEXT = '(?: (?:text|line|word))?';
const CASE = '(upper|lower|title)';
export const CASE_LAW: Law<StepOf<'case'>> = {
  forms: [
    `(?:ensure )?(?:change|add|write)${TEXT}(?: case)?(?: to| be)? ${CASE}`,
    `(?:ensure )?(?:line |text )?be ${CASE}`,
    `${CASE}${TEXT}`,
    '(?:capitali[sz]e|upper)(?: first)?(?: text)? (word)',
    '(?:capitali[sz]e|upper) first text (line|word)',
    'change first text (line|word) (?:to |be )?(?:upper|capital)',
  ],
  read: ([, as = '']) => ({
    of: 'case',
    as: as === 'word' ? 'words' : as === 'line' ? 'lines' : (as as 'upper' | 'lower' | 'title'),
  }),
  key: (_step, line) => folded(line),
  effect: caseProblem,
};

const BLANK_EDGE = { start: /^[ \t]+\S/, end: /[ \t]$/, both: /^[ \t]+\S|[ \t]$/ } as const;
/** Text that may have blank lines, and blanks where lines end, for a reason. */
const HAS_LONG_TEXTS = /"""|'''|`/;
export const mayHaveReasons = (path: string, lines: readonly string[]): boolean =>
  !/\.(?:md|markdown|txt|log|csv)$/i.test(path) && lines.some((line) => HAS_LONG_TEXTS.test(line));

export const EDGES_LAW: Law<StepOf<'edges'>> = {
  forms: [
    '(?:remove|trim) (trailing|leading) space(?: end| start)?(?: line)?',
    '(?:remove|trim) space (?:to )?(start|end) line',
    '(?:remove|trim) (leading and trailing|trailing and leading) space(?: line)?',
    'trim space(?: line)?',
    'trim line',
    'ensure no line (?:has |closing )(trailing) space',
  ],
  read: ([, at = 'both']) => ({
    of: 'edges',
    at: /and|both/.test(at) ? 'both' : /^(?:trailing|end)$/.test(at) ? 'end' : 'start',
  }),
  key: ({ at }, line) => (at === 'end' ? line : line.trimStart()),
  effect: ({ at }, { path, after }) => {
    if (mayHaveReasons(path, after)) return undefined;
    const left = after.flatMap((line, n) => (BLANK_EDGE[at].test(line) ? [n + 1] : []));
    if (left.length === 0) return null;
    const where = at === 'start' ? 'at the beginning of' : at === 'end' ? 'at the ends of' : 'round';
    const more = left.length > 5 ? ` and ${left.length - 5} more` : '';
    return `${path} still has blanks ${where} lines: ${left.slice(0, 5).join(', ')}${more}`;
  },
};

const HEAD = /^[^\p{L}\p{N}]*(?:line\s*)?(\d+)/iu;
const withoutSigns = (line: string): string => line.replace(/^[^\p{L}\p{N}]+/u, '');
const withoutNumber = (line: string): string => withoutSigns(line.replace(HEAD, ''));

function numbersProblem({ first }: StepOf<'numbers'>, { path, after, others }: Seen): Problem {
  const numbered = after.flatMap((line, at) => {
    const n = HEAD.exec(line)?.[1];
    // A blank line may have no number, and count or not.
    return n === undefined && line.trim() === '' ? [] : [{ at, n: n === undefined ? null : Number(n), line }];
  });
  const bare = numbered.find(({ n }) => n === null);
  if (bare !== undefined) return `${path} has a line without a number: ${show(bare.line)}`;
  const begins = numbered[0]?.n ?? null;
  if (begins === null || others.size > 0) return others.size === 0 ? undefined : null;
  const wanted = first === null ? [0, 1] : [first];
  const isInOrder = (of: (one: { readonly at: number }, place: number) => number): boolean =>
    numbered.every((one, place) => one.n === begins + of(one, place));
  const leading = numbered[0]?.at ?? 0;
  const isRight =
    (isInOrder((_one, place) => place) && wanted.includes(begins)) ||
    (isInOrder(({ at }) => at - leading) && wanted.includes(begins - leading));
  return isRight ? null : `the numbers of the lines of ${path} do not count from ${wanted.join(' or ')}`;
}

const AT_START = '(?: (?:to |before )?(?:start )?(?:line)?)?';
export const NUMBERS_LAW: Law<StepOf<'numbers'>> = {
  forms: [
    '(?:number|enumerate) line(?: consecutively)?(?: start(?:ing)? (?:with |by )?(\\d+))?',
    `(?:add|prepend|write) (?:line )?number${AT_START}`,
    `(?:prefix|prepend) line with(?: line)? number${AT_START}`,
    'ensure line starting(?: line)? number',
  ],
  read: ([, first]) => ({ of: 'numbers', first: first === undefined ? null : Number(first) }),
  key: (_step, line, side) => (side === 'after' ? withoutNumber(line) : withoutSigns(line)),
  effect: numbersProblem,
};

const indented = (line: string): number =>
  line.replaceAll('\t', '    ').length - line.replaceAll('\t', '    ').trimStart().length;
/** A line without the text, however often it has it. */
function withoutAffix({ at, text }: StepOf<'affix'>, line: string): string {
  const part = text.trim();
  if (part === '') return line.trim();
  const pattern = at === 'start' ? `^(?:\\s*${escaped(part)})+\\s*` : `\\s*(?:${escaped(part)}\\s*)+$`;
  return line.trim().replace(new RegExp(pattern, 'iu'), '').trim();
}

function affixProblem({ at, text }: StepOf<'affix'>, { path, before, after, others }: Seen): Problem {
  const part = text.trim();
  const has = (line: string): boolean => {
    const [one, other] = others.size === 0 ? [line.trim(), part] : [line.trim().toLowerCase(), part.toLowerCase()];
    return at === 'start' ? one.startsWith(other) : one.endsWith(other);
  };
  const lines = isTable(path) ? after.slice(1) : after;
  const bare = lines.find((line) => line.trim() !== '' && !has(line));
  if (bare !== undefined)
    return `${path} has a line that does not ${at === 'start' ? 'begin' : 'end'} with ${show(part)}: ${show(bare)}`;
  if (before === null || others.size > 0) return part === '' ? undefined : null;
  const wrong = after.find((line, n) => {
    const was = before[n] ?? '';
    if (was.trim() === '') return false;
    if (part === '') return indented(line) < indented(was) + indented(`${text}x`);
    const joined = at === 'start' ? `${part}${was.trim()}` : `${was.trim()}${part}`;
    const squeezed = (of: string): string => of.replace(/\s+/g, '');
    return (
      squeezed(line) !== squeezed(joined) &&
      !(has(was) && squeezed(line) === squeezed(was)) &&
      !(n === 0 && line === was)
    );
  });
  return wrong === undefined ? null : `${path} holds ${show(wrong)}, which is not a line with ${show(text)} added`;
}

const SIGNS: Readonly<Record<string, string>> = {
  ...{ semicolon: ';', comma: ',', period: '.', dot: '.', 'full stop': '.', colon: ':' },
  ...{ 'exclamation mark': '!', 'question mark': '?' },
};
const ADDED = `(⟦Q\\d+⟧|${Object.keys(SIGNS).join('|')})`;
const EDGE = '(?: (?:to |with )?(start|end))?';
export const AFFIX_LAW: Law<StepOf<'affix'>> = {
  forms: [
    `(add|prepend|append|write) (?:prefix |suffix |text |word )?${ADDED}(?: to)?${EDGE} line`,
    `(add|prepend|append|write) (?:prefix |suffix |text )?(⟦Q\\d+⟧) (before|after|behind|front) line`,
    '(prefix|start|prepend) line with (?:text |prefix )?(⟦Q\\d+⟧)',
    `(suffix|end|append) line with (?:text |suffix )?${ADDED}`,
    '(indent) line (?:by |with )?(\\d+) space',
    '(ensure) line starting (⟦Q\\d+⟧)',
  ],
  read: ([whole, verb = '', given = '', where = ''], quoted) => {
    if (verb === 'indent') return { of: 'affix', at: 'start', text: ' '.repeat(Math.min(Number(given), 100)) };
    const says = `${verb} ${where} ${/prefix|suffix/.exec(whole)?.[0] ?? ''}`;
    const [starts, ends] = [
      /prepend|prefix|start|before|front|ensure/.test(says),
      /append|suffix|\bend|after|behind/.test(says),
    ];
    const text = SIGNS[given] ?? quoted(given);
    return starts === ends || text.includes('\n') || text === ''
      ? null
      : { of: 'affix', at: starts ? 'start' : 'end', text };
  },
  key: withoutAffix,
  effect: affixProblem,
};

const AMOUNT = '(-?\\d+(?:\\.\\d+)?)';
export const FIGURES_LAW: Law<StepOf<'figures'>> = {
  forms: [
    '(round)(?: off)? number to (?:nearest )?(\\d+) decimal',
    '(round)(?: off)? number to (?:nearest |closest )?integer',
    '(double|triple|halve) number',
    `(multiply|divide|increase|decrease|raise|reduce) number by ${AMOUNT}(\\s?%|\\s?percent)?`,
    `(add) ${AMOUNT} to number`,
  ],
  read: ([, verb = '', amount, percent]) => {
    const change = changeOf(verb, amount, percent !== undefined);
    return change === null ? null : { of: 'figures', change };
  },
  key: (_step, line) => masked(line),
  effect: ({ change }, { path, before, after }) =>
    before === null ? undefined : figuresProblem(change, path, before, after),
};

export function changeOf(verb: string, amount: string | undefined, isPercent: boolean): Change | null {
  const n = Number(amount ?? 0);
  const times = (factor: number, summand = 0): Change => ({ by: 'scaling', factor, summand });
  switch (verb.toLowerCase()) {
    case 'round':
      return n > 15 ? null : { by: 'rounding', digits: n };
    case 'double':
      return times(2);
    case 'triple':
      return times(3);
    case 'halve':
      return times(0.5);
    case 'multiply':
      return isPercent ? null : times(n);
    case 'divide':
      return isPercent || n === 0 ? null : times(1 / n);
    case 'increase':
    case 'raise':
    case 'add':
      return isPercent ? times(1 + n / 100) : times(1, n);
    case 'decrease':
    case 'reduce':
      return isPercent ? times(1 - n / 100) : times(1, -n);
    default:
      return null;
  }
}
