import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { linesTaken, takenProblem } from './leading-lines.js';

const LOG = 'a\nb\nc\nd\ne\n';
const FIRST = 'Write the first 3 lines of log.txt to head.txt.';
const problem = (told: string, result: string, source = LOG): string | null => {
  const taken = linesTaken(told);
  return taken === null ? null : takenProblem(taken, source, result);
};

describe('the first or last lines of a file', () => {
  it.each([
    [FIRST, 'a\nb\nd\n', 'is to hold "c"'],
    [FIRST, 'a\nb\n', 'is to hold "c"'],
    [FIRST, 'a\nb\nc\nd\n', 'holds "d"'],
    ['Copy the last two lines of log.txt into tail.txt', 'c\nd\n', 'is to hold "d"'],
    ['Save the first line of log.txt to head.txt.', 'b\n', 'is to hold "a"'],
    [FIRST, '1: a\n2: b\n3: c\n', 'is to hold "a"'],
  ])('are others: %s %j', (told, result, fault) => {
    expect(problem(told, result)).toContain(fault);
  });

  it.each<[string, string, string?]>([
    [FIRST, 'a\nb\nc\n'],
    [FIRST, 'a\r\nb\r\nc'],
    ['Please copy the last two lines of log.txt into tail.txt', 'd\ne\n\n'],
    [FIRST, 'a\nb\n', 'a\nb\n'],
    ['Write the first 3 lines of log.txt to head.txt, numbered.', '1. a\n'],
    ['Write the first 3 words of log.txt to head.txt.', 'x'],
    ['Write the first 3 lines of log.txt to head.txt in upper case.', 'A\nB\nC\n'],
  ])('are there, or nobody knows: %s %j', (told, result, source) => {
    expect(problem(told, result, source)).toBeNull();
  });

  it('are looked for in linear time', () => {
    assertLinear(linesTaken, ' the first 3 lines', 2000, { start: 'write' });
    const rows = (text: string): unknown => takenProblem(linesTaken(FIRST)!, text, text);
    assertLinear(rows, 'a\n', 10_000);
    assertLinear(rows, '\n', 10_000, { start: 'a', end: 'b' });
  });
});
