import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyLetter } from './any-letter.js';

describe('any letter', () => {
  const letters = fc.sample(anyLetter, { numRuns: 5_000, seed: 1 });

  it('is a whole one, of anywhere in Unicode', () => {
    for (const letter of letters) expect([...letter]).toEqual([letter]);
    expect(letters.every((letter) => letter.isWellFormed())).toBe(true);
    const planes = new Set(letters.map((letter) => (letter.codePointAt(0) ?? 0) >> 16));
    expect(planes.size).toBe(17);
  });

  it.each(['\0', 'a', '\ud7ff', '\ue000', '\uffff', '🔥', '\u{10ffff}'])('may be %j', (letter) => {
    expect(anyLetter.canShrinkWithoutContext(letter)).toBe(true);
  });

  it.each(['', 'ab', '\ud800', '\udfff'])('is never %j', (text) => {
    expect(anyLetter.canShrinkWithoutContext(text)).toBe(false);
  });

  it('makes the words that break programs too', () => {
    const texts = fc.sample(fc.string({ unit: anyLetter }), { numRuns: 5_000, seed: 1 });
    expect(texts.some((text) => text.includes('__proto__'))).toBe(true);
  });
});
