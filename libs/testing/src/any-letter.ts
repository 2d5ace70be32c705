import fc from 'fast-check';

/** Halves of letters, which are none. */
const HALVES = { from: 0xd800, count: 0x800 };
const LAST = 0x10ffff;

/**
 * Any letter of Unicode, each as likely as another: what fast-check calls `binary`, without its table of a million
 * entries in each process that asks for it.
 */
export const anyLetter: fc.Arbitrary<string> = fc.nat({ max: LAST - HALVES.count }).map(
  (n) => String.fromCodePoint(n < HALVES.from ? n : n + HALVES.count),
  (letter) => {
    const point = typeof letter === 'string' ? (letter.codePointAt(0) ?? HALVES.from) : HALVES.from;
    const isHalf = point >= HALVES.from && point < HALVES.from + HALVES.count;
    if (isHalf || String.fromCodePoint(point) !== letter) throw new Error('it is no single letter');
    return point < HALVES.from ? point : point - HALVES.count;
  },
);
