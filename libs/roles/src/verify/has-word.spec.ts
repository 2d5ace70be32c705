import { expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { hasWord } from './has-word.js';

it('finds a name by itself, and not as a part of another one', () => {
  expect(hasWord('a = max(b)', 'max')).toBe(true);
  expect(hasWord('maximum, climax, $max', 'max')).toBe(false);
  expect(hasWord('climax max', 'max')).toBe(true);
  expect(hasWord('this.max()', 'max')).toBe(true);
  expect(hasWord('this.max()', 'max', /[\w$.]/)).toBe(false);
  expect(hasWord('f.x', 'x')).toBe(true);
  expect(hasWord('abc', '')).toBe(false);
});

it('is linear in the text', () => {
  assertLinear((text) => hasWord(text, 'aa'), 'a', 40_000);
});
