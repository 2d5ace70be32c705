import { describe, expect, it } from 'vitest';
import { byNumber } from './by-number.js';
import { subtask } from './read-step.js';

const plan = (...steps: readonly (readonly [string, ...number[]])[]) =>
  steps.map(([id, ...needs]) => subtask({ id, description: id, dependsOn: needs.map((n) => `step-${n}`) }));
const needs = (given: ReturnType<typeof plan>) => byNumber(given, []).map((one) => one?.dependsOn);

describe('dependencies by number', () => {
  it('count from one where a step would need itself otherwise', () => {
    expect(needs(plan(['prices'], ['total', 1], ['report', 1, 2]))).toEqual([[], ['prices'], ['prices', 'total']]);
  });
  it('count from zero where one is named so', () => {
    expect(needs(plan(['prices'], ['total', 0], ['report', 1]))).toEqual([[], ['prices'], ['total']]);
  });
  it('name both where nothing tells how they count', () => {
    expect(needs(plan(['prices'], ['total'], ['report', 1]))).toEqual([[], [], ['total', 'prices']]);
  });
  it('stay where the ids are numbers, where they name no earlier step, and beside names', () => {
    expect(needs(plan(['step-1'], ['step-2', 1]))).toEqual([[], ['step-1']]);
    expect(needs(plan(['prices', 2], ['total', 7]))).toEqual([['step-2'], ['step-7']]);
    const named = [...plan(['prices'], ['total', 1])].map((one) => ({
      ...one,
      dependsOn: [...one.dependsOn, 'set-up'],
    }));
    expect(needs(named)).toEqual([['set-up'], ['prices', 'set-up']]);
  });
});
