import { expect, it } from 'vitest';
import { Outages } from './outages.js';

it('tries again after pauses that double up to half a minute, and says so once', () => {
  let now = 0;
  const outages = new Outages(() => now);
  const pauses = Array.from({ length: 8 }, () => {
    const pause = outages.meet('a');
    now += pause.delayMs;
    return pause;
  });
  expect(pauses.map(({ delayMs }) => delayMs / 1000)).toEqual([1, 2, 4, 8, 16, 30, 30, 30]);
  expect(pauses.map(({ isNews }) => isNews)).toEqual([true, ...Array<boolean>(7).fill(false)]);
});

it('knows who waits, and begins anew when it was over or long ago', () => {
  let now = 0;
  const outages = new Outages(() => now);
  outages.meet('a');
  expect([outages.isWaiting('a'), outages.isWaiting('b')]).toEqual([true, false]);
  now += 1000;
  expect(outages.isWaiting('a')).toBe(false);
  outages.over('a');
  expect(outages.meet('a')).toEqual({ delayMs: 1000, isNews: true });
  now += 600_000;
  expect(outages.meet('b').isNews).toBe(true);
  expect(outages.meet('a').isNews).toBe(true);
});
