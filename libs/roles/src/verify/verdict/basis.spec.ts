import { expect, it } from 'vitest';
import type { CheckResult } from '#domain';
import { basisOf } from './basis.js';
import { stated } from '../stated/facts.js';

const model = { name: 'main', model: 'm', tier: 2 } as const;
const whole = stated('Create a.txt with the single line "hello".');
const open = stated('Create a.txt with the single line "hello" and make it pleasant.');
const check = (more: Partial<CheckResult>): CheckResult => ({ name: 'as_stated', passed: true, detail: '', ...more });

it.each([
  ['check', [check({ name: 'npm test', proves: true })], open],
  ['judgement', [check({ name: 'npm test', proves: false })], open],
  ['judgement', [check({ name: 'npm test' })], open],
  ['judgement', [check({ name: 'npm test', proves: true, skipped: true })], open],
  ['stated', [check({})], whole],
  ['judgement', [check({ skipped: true })], whole],
  ['judgement', [check({ name: 'no_change' })], whole],
  ['judgement', [check({})], open],
  ['judgement', [check({})], undefined],
] as const)('a pass rests on %s', (basis, checks, asked) => {
  expect(basisOf({ checks, model }, asked)).toBe(basis);
  expect(basisOf({ checks }, asked)).toBe(basis === 'judgement' ? 'none' : basis);
});
