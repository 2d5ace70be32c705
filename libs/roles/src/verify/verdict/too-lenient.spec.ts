import { expect, it } from 'vitest';
import type { ModelUsed } from '#domain';
import { askedOverJudge, faultsPassedBy } from './too-lenient.js';

const shown = { successes: 1, failures: 9, tries: 0 };
const lenient = { endpoint: 'e', model: 'weak', ...shown, passedFaults: { passed: 7, of: 9 } };
const strict = { endpoint: 'e', model: 'strong', ...shown };
const judge = (model: string, endpoint = 'e'): ModelUsed => ({ name: 'main', model, tier: 2, endpoint });

it('knows the judge that passes too many faults, by its server and its model', () => {
  const known = [strict, { ...lenient, passedFaults: undefined }, lenient];
  expect(faultsPassedBy(judge('weak'), known)).toEqual({ passed: 7, of: 9 });
  expect(faultsPassedBy(judge('strong'), known)).toBeUndefined();
  expect(faultsPassedBy(judge('weak', 'f'), known)).toBeUndefined();
  expect(faultsPassedBy(judge('weak'))).toBeUndefined();
});

it('says to a person what the trial showed', () => {
  const check = askedOverJudge(judge('weak'), lenient.passedFaults);
  const because = 'only the verifier vouches for it, and in its trial weak passed 7 of 9 faults';
  expect(check).toMatchObject({ passed: true, doubt: { because, paths: [] } });
});
