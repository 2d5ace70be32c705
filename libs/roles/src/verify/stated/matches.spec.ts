import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchesIn } from './matches.js';

const PATTERNS = [
  /a/gu,
  /(a)|(b)/giu,
  /a*/gu,
  /(?=(a))/gu,
  /^(?=.*b)/gsu,
  /$/gu,
  /\p{L}+/giu,
  /x?/g,
  /(?<one>.)\k<one>/gu,
];

it('finds what matchAll finds, one time like the other', () => {
  const text = fc.array(fc.constantFrom('a', 'B', 'b', '😀', ' ', '\n', 'é')).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.constantFrom(...PATTERNS), text, (pattern, of) => {
      expect(matchesIn(pattern, of)).toEqual([...of.matchAll(pattern)]);
    }),
  );
});
