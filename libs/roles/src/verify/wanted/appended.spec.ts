import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { appendedIn, appendedProblem } from './appended.js';

const APPEND = 'Append the contents of b.txt to a.txt.';
const problem = (told: string, text: string): string | null => {
  const appended = appendedIn(told);
  return appended === null ? null : appendedProblem(appended, text, 'one\n', 'two\nthree\n');
};

describe('a file that another one is appended to', () => {
  it.each([
    [APPEND, 'two\nthree\none\n', 'line 1 of what a.txt is to hold, "one", is not in its place'],
    [APPEND, 'one\ntwo\n', 'line 3 of what a.txt is to hold, "three"'],
    [APPEND, 'one\ntwo\nthree\nfour\n', 'holds more'],
    ['Prepend the content of b.txt to a.txt', 'one\ntwo\nthree\n', 'line 1'],
    ['Add the contents of b.txt at the top of a.txt', 'one\ntwo\nthree\n', 'line 1'],
  ])('holds something else: %s %j', (told, text, fault) => {
    expect(problem(told, text)).toContain(fault);
  });

  it.each([
    [APPEND, 'one\ntwo\nthree\n'],
    [APPEND, 'one\n\n---\n\ntwo\nthree'],
    ['Add the contents of b.txt at the top of a.txt', 'two\nthree\n\none\n'],
    ['Add the contents of b.txt to a.txt', 'two\none\nthree\n'],
    ['Append the contents of b.txt to a.txt in capitals.', 'one\nTWO\nTHREE\n'],
  ])('holds both, or nobody knows: %s %j', (told, text) => {
    expect(problem(told, text)).toBeNull();
  });

  it('is read in linear time', () => {
    assertLinear(appendedIn, 'the contents of b.txt to ', 5000, { start: 'append ' });
    const read = (text: string): unknown => appendedProblem(appendedIn(APPEND)!, text, text, text);
    for (const unit of ['a\n', '\n', '-', ' ']) assertLinear(read, unit, 20_000);
  });
});
