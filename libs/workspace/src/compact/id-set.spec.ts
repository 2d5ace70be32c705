import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { IdSet } from './id-set.js';

const ids = Array.from({ length: 40_000 }, (_, n) => createHash('sha1').update(String(n)).digest('hex'));

it('knows every member however many there are, as digits and as bytes, and no stranger', () => {
  const set = new IdSet();
  const bytes = Buffer.from(ids.join(''), 'hex');
  ids.forEach((id, n) => {
    if (n % 4 === 0) set.addHex(id);
    if (n % 4 === 1) set.addAt(bytes, 20 * n);
  });
  const wrong = ids.filter((id, n) => set.hasHex(id) !== n % 4 < 2 || set.hasAt(bytes, 20 * n) !== n % 4 < 2);
  expect(wrong).toEqual([]);
});

it('keeps apart ids that differ in one half only, and takes the one that it cannot hold for a member', () => {
  const set = new IdSet();
  const [a, b] = ['0000000100000002'.padEnd(40, '7'), '0000000000000003'.padEnd(40, '7')];
  set.addHex(a);
  set.addHex(b);
  expect([a, b].map((id) => set.hasHex(id))).toEqual([true, true]);
  expect(['0000000100000003', '0000000000000002', '0000000200000001'].map((id) => set.hasHex(id))).toEqual([
    false,
    false,
    false,
  ]);
  expect(set.hasHex('0'.repeat(40))).toBe(true);
});
