import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { METERED, meteredSeconds, ranOutOf } from './meter.js';

function metered(script: string) {
  const [sh = '', ...args] = [...METERED, 'sh', '-c', script];
  const { status, signal, stderr } = spawnSync(sh, args, { encoding: 'utf8', env: { LC_ALL: 'C.UTF-8' } });
  return { answer: { code: status ?? -1, signal }, stderr };
}

it('tells what a program took, and how it ended', () => {
  const busy = metered('n=0; while [ $n -lt 200000 ]; do n=$((n+1)); done; echo wrong >&2; exit 3');
  expect(busy.answer.code).toBe(3);
  expect(busy.stderr).toMatch(/^wrong\n/);
  expect(meteredSeconds(busy.stderr)).toBeGreaterThan(0.02);
  expect(meteredSeconds(metered('exit 0').stderr)).toBeGreaterThan(0);
  expect(ranOutOf(busy.answer)).toBe(false);
  expect(ranOutOf(metered('kill -XCPU $$').answer)).toBe(true);
});

it('takes minutes for what they are, and a program that says nothing for a short one', () => {
  expect(meteredSeconds('0m0.00s 0m0.00s\n1m2.500000s 0m0.25s\n')).toBe(62.75);
  expect(meteredSeconds('')).toBeGreaterThan(0);
});
