import { isTable } from '../../file-kinds.js';
import type { Law, Place, StepOf } from './step.js';

/* Transformations of where single lines stand. Pure. */

const isBlank = (line: string): boolean => line.trim() === '';
const PLACE = '(first|second|third|fourth|fifth|last|\\d{1,4})';
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];
const placeOf = (word: string): Place =>
  word === 'last' ? 'last' : /^\d/.test(word) ? Number(word) : ORDINALS.indexOf(word) + 1;

/** Where a line of that number stands, by each way of counting; none where there is no such line. */
function indexesOf(place: Place, lines: readonly string[]): number[] {
  const full = lines.flatMap((line, at) => (isBlank(line) ? [] : [at]));
  const ways = place === 'last' ? [full.at(-1), lines.length - 1] : [place - 1, full[place - 1]];
  return [...new Set(ways)].filter((at) => at !== undefined && at >= 0 && at < lines.length) as number[];
}

export const STRIDE_LAW: Law<StepOf<'stride'>> = {
  forms: ['(keep|remove) (everysecond|everyother) line'],
  read: ([, verb, which]) => ({ of: 'stride', keeps: verb === 'keep', isSecond: which === 'everysecond' }),
  left: ({ keeps, isSecond }, lines, path) => {
    const half = (of: readonly string[], rest: number): string[] => of.filter((_line, at) => at % 2 === rest);
    // The first one goes only where "other" may begin with it; who keeps every second one may count from either.
    const rests = keeps || !isSecond ? [0, 1] : [0];
    const full = lines.filter((line) => !isBlank(line));
    return rests.flatMap((rest) => [
      half(lines, rest),
      half(full, rest),
      ...(isTable(path) ? [[...lines.slice(0, 1), ...half(lines.slice(1), rest)]] : []),
    ]);
  },
  effect: () => null,
};

export const DROPPED_LAW: Law<StepOf<'dropped'>> = {
  forms: ['remove (second|third|fourth|fifth) line', 'remove line (\\d{1,4})'],
  read: ([, word, number = '']) => ({ of: 'dropped', at: placeOf(word ?? number) }),
  left: ({ at: place }, lines, path) =>
    [...indexesOf(place, lines), ...(isTable(path) && place !== 'last' ? indexesOf(place + 1, lines) : [])].map((at) =>
      lines.filter((_line, n) => n !== at),
    ),
  effect: () => null,
};

export const SWAPPED_LAW: Law<StepOf<'swapped'>> = {
  forms: [`(?:swap|exchange|interchange) (?:line )?${PLACE}(?: line)? (?:and|with) (?:line )?${PLACE}(?: line)?`],
  read: ([, one = '', other = '']) => ({ of: 'swapped', one: placeOf(one), other: placeOf(other) }),
  left: ({ one, other }, lines) =>
    indexesOf(one, lines).flatMap((a) =>
      indexesOf(other, lines).map((b) =>
        lines.map((line, at) => (at === a ? lines[b] : at === b ? lines[a] : line) ?? line),
      ),
    ),
  effect: () => null,
};

const SIDE = '(before|above|after|behind|below)';
export const INSERTED_LAW: Law<StepOf<'inserted'>> = {
  forms: [
    `add (?:line |text )?(⟦Q\\d+⟧) ${SIDE} (?:${PLACE} line|line (\\d{1,4}))`,
    // A text alone may be meant to stand in each line.
    `add line (⟦Q\\d+⟧) ${SIDE} line`,
  ],
  read: ([, given = '', side = '', word, number], quoted) => {
    const text = quoted(given);
    const place = word ?? number;
    return text === '' || text.includes('\n')
      ? null
      : {
          of: 'inserted',
          text,
          isBehind: !/before|above/.test(side),
          at: place === undefined ? 'each' : placeOf(place),
        };
  },
  left: ({ text, isBehind, at: place }, lines, path) => {
    const around = (line: string): string[] => (isBehind ? [line, text] : [text, line]);
    if (place === 'each')
      return [
        lines.flatMap(around),
        lines.flatMap((line) => (isBlank(line) ? [line] : around(line))),
        ...(isTable(path) ? [[...lines.slice(0, 1), ...lines.slice(1).flatMap(around)]] : []),
      ];
    const shifted = isTable(path) && place !== 'last' ? indexesOf(place + 1, lines) : [];
    return [...indexesOf(place, lines), ...shifted].map((at) =>
      lines.flatMap((line, n) => (n === at ? around(line) : [line])),
    );
  },
  effect: () => null,
};

export const MOVED_LAW: Law<StepOf<'moved'>> = {
  forms: [
    'move line (⟦Q\\d+⟧) to (?:very )?(start|top|end|bottom)(?: line)?',
    'move (first|last) line to (?:very )?(start|top|end|bottom)(?: line)?',
  ],
  read: ([, what = '', where = ''], quoted) => ({
    of: 'moved',
    ...(what.startsWith('⟦') ? { text: quoted(what) } : { text: null }),
    from: what === 'last' ? 'last' : 1,
    isToTop: /start|top/.test(where),
  }),
  left: ({ text, from, isToTop }, lines, path) => {
    const found =
      text === null ? indexesOf(from, lines) : lines.flatMap((line, at) => (line.trim() === text.trim() ? [at] : []));
    const [at, ...others] = found;
    if (at === undefined || (text !== null && others.length > 0)) return [];
    const line = lines[at] ?? '';
    const rest = lines.filter((_one, n) => n !== at);
    // The names of columns, or a title, stay above.
    const hasHead = isTable(path) || /^\s*#/.test(rest[0] ?? '');
    return isToTop
      ? [[line, ...rest], ...(hasHead ? [[...rest.slice(0, 1), line, ...rest.slice(1)]] : [])]
      : [[...rest, line]];
  },
  effect: () => null,
};
