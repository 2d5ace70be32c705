import { describe, expect, it } from 'vitest';
import { inFormOf, lostStretch } from './rewrite.js';
import { readText } from './text-file.js';

const written = (before: string, text: string): string => inFormOf(text, readText(Buffer.from(before))).text;

describe('a file written anew', () => {
  it.each([
    ['LF stays', 'a\nb\n', 'a\r\nc\r\n', 'a\nc\n'],
    ['CRLF stays', 'a\r\nb\r\n', 'a\nc\n', 'a\r\nc\r\n'],
    ['the last line break stays', 'a\nb\n', 'a\nc', 'a\nc\n'],
    ['the last line break stays CRLF', 'a\r\nb\r\n', 'a\nc', 'a\r\nc\r\n'],
    ['none was there', 'a\nb', 'a\nc', 'a\nc'],
    ['an empty file is empty', 'a\n', '', ''],
    ['line endings alone are what is to change', 'a\nb\n', 'a\r\nb\r\n', 'a\r\nb\r\n'],
    ['the last line break alone is what is to change', 'a\nb\n', 'a\nb', 'a\nb'],
    ['mixed endings are left alone', 'a\nb\n', 'a\r\nc\n', 'a\r\nc\n'],
  ])('%s', (_, before, text, expected) => {
    expect(written(before, text)).toBe(expected);
  });
});

describe('a stretch that a rewrite lost', () => {
  const lines = (from: number, to: number): string =>
    Array.from({ length: to - from + 1 }, (_, at) => `value ${from + at}\n`).join('');

  it('is found in the middle and at the end', () => {
    expect(lostStretch(lines(1, 200), lines(1, 70) + lines(131, 200))).toEqual({ from: 71, to: 130 });
    expect(lostStretch(lines(1, 200), lines(1, 150))).toMatchObject({ from: 151 });
  });

  it.each<[string, string, string]>([
    ['a few lines', lines(1, 200), lines(1, 70) + lines(85, 200)],
    ['lines replaced by others', lines(1, 200), `${lines(1, 70)}${lines(1000, 1030)}${lines(131, 200)}`],
    ['another file altogether', lines(1, 200), 'hello\n'],
    ['a longer file', lines(1, 50), lines(1, 200)],
    ['a split file', lines(1, 50), 'import one\nimport two\n'],
  ])('%s: none', (_, before, after) => {
    expect(lostStretch(before, after)).toBeNull();
  });
});
