import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { splitIn, unequalParts } from './equal-parts.js';

const lines = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, at) => `n${from + at}\n`).join('');
const problem = (told: string, before: string, ...parts: readonly string[]): string | null => {
  const split = splitIn(told);
  return split === null ? null : unequalParts(split, before, new Map(parts.map((text, at) => [`p${at}.txt`, text])));
};
const EQUAL = 'Split a.txt into two files of equal length, p0.txt and p1.txt.';
const EACH = 'Split a.txt into files of 3 lines each.';

describe('parts of a file', () => {
  it.each<[string, string, readonly string[]]>([
    [EQUAL, lines(1, 6), [lines(1, 4), lines(5, 6)]],
    ['Divide a.txt into three equal parts.', lines(1, 9), [lines(1, 5), lines(6, 7), lines(8, 9)]],
    [EACH, lines(1, 7), [lines(1, 4), lines(5, 7)]],
    [EACH, lines(1, 7), [lines(1, 2), lines(3, 5), lines(6, 7)]],
    ['Split a.csv into files of 3 lines each', `h\n${lines(1, 9)}`, [`h\n${lines(1, 4)}`, `h\n${lines(5, 9)}`]],
  ])('are of other lengths: %s', (told, before, parts) => {
    expect(problem(told, before, ...parts)).toMatch(/equal length|lines each/);
  });

  it.each<[string, string, readonly string[]]>([
    [EQUAL, lines(1, 6), [lines(1, 3), lines(4, 6)]],
    [EQUAL, lines(1, 7), [lines(1, 4), lines(5, 7)]],
    [EQUAL, `h\n${lines(1, 6)}`, [`h\n${lines(1, 3)}`, `h\n${lines(4, 6)}`]],
    [EQUAL, `a long line of many words\n${lines(1, 7)}`, ['a long line of many words\n', lines(1, 7)]],
    ['Split a.txt into two halves at the line "x".', lines(1, 6), [lines(1, 4), lines(5, 6)]],
    ['Split a.txt into two files of equal length, but keep paragraphs whole.', lines(1, 6), [lines(1, 4), lines(5, 6)]],
    [EACH, lines(1, 7), [lines(1, 3), lines(4, 6), lines(7, 7)]],
    [EACH, lines(1, 6), [lines(1, 3).trimEnd(), lines(4, 6)]],
    [EACH, lines(1, 4), [lines(4, 4), lines(1, 3)]],
    ['Split a.csv into files of 3 lines each', `h\n${lines(1, 4)}`, [`h\n${lines(1, 2)}`, `h\n${lines(3, 4)}`]],
    ['Split a.csv into files with 3 lines.', `h\n${lines(1, 5)}`, [`h\n${lines(1, 3)}`, `h\n${lines(4, 5)}`]],
    [EACH, lines(1, 7), [lines(1, 7), 'notes\n']],
  ])('are as asked for, or nobody knows: %s %#', (told, before, parts) => {
    expect(problem(told, before, ...parts)).toBeNull();
  });

  it('are read in linear time', () => {
    for (const unit of ['a\n', '\n', 'b'])
      assertLinear(
        (text) =>
          unequalParts(
            { path: 'a', lines: 3 },
            `x\n${text}`,
            new Map([
              ['a', 'x\n'],
              ['b', text],
            ]),
          ),
        unit,
        20_000,
      );
    assertLinear(splitIn, 'split a.txt into two files ', 20_000);
  });
});
