import { describe, expect, it } from 'vitest';
import type { VerifyOutcome } from '#domain';
import { demandsOf } from './doubted-demands.js';
import { retryTask } from './index.js';
import { done, planned, planWith, POLICY, spec, verdict, type World } from './world.fixture.js';

const ofPlan = { name: 'sh check.sh', passed: false, isOfPlan: true };
const refused = (detail: string, more: object = {}): VerifyOutcome => ({
  kind: 'rejected',
  tier: 1,
  verdict: { passed: false, issues: [`sh check.sh: ${detail}`], confidence: 1, suggestion: '' },
  checks: [{ ...ofPlan, detail, ...more }],
});
let heads = 0;
/** Attempts that fail so; answers how many there were before something else followed. */
function fail(world: World, most: number, said = (n: number): VerifyOutcome => refused(`exit code 1 in ${n + 5} ms`)) {
  for (let n = 0; n < most; n++) {
    if (!world.open.some(({ stage }) => stage === 'execute')) return n;
    world.answer('execute', done(`h${heads++}`));
    world.answer('verify', said(n));
  }
  return most;
}

describe('a demand of the plan that attempts fail in the same words', () => {
  it('is told to the planner once the next tier has failed it too, with what it said', () => {
    const world = planWith(spec('a'));
    expect(fail(world, 9)).toBe(3);
    const [plan] = world.open;
    expect(plan?.stage).toBe('plan');
    const because = plan?.stage === 'plan' ? plan.input.because : '';
    expect(because).toContain('3 attempts at "a" failed in the same words: sh check.sh: exit code 1 in 7 ms');
    expect(because).toContain('may itself be wrong');
  });

  it('ends the task where the planner keeps to it, after all attempts of one version more', () => {
    const world = planWith(spec('a'));
    fail(world, 9);
    world.answer('plan', planned(spec('a')));
    expect(fail(world, 9)).toBe(POLICY.maxSubtaskRetries + 1);
    expect(world.state.status).toBe('failed');
    const error = String(world.events.at(-1)?.data?.['error']);
    expect(error).toMatch(
      /4 attempts failed in the same words as those of an earlier version of the plan.*sh check\.sh/,
    );
    expect(error).toContain('loom retry');
    world.state = { ...world.state, ...retryTask(world.state, world.now)?.task };
    expect(world.state.doubted).toEqual([]);
  });

  it.each<[string, (n: number) => VerifyOutcome]>([
    ['the words differ', (n) => refused(`exit code 1 in 5 ms\nexpected 3, got ${n}`)],
    ['the user demands it', () => refused('exit code 1 in 5 ms', { isOfPlan: undefined })],
    ['a model has judged', () => verdict(false, ['a.txt is wrong'])],
  ])('climbs the ladder where %s', (_, said) => {
    const world = planWith(spec('a'));
    expect(fail(world, 9, said)).toBe(POLICY.maxSubtaskRetries + 1);
    expect(world.state.status).toBe('planning');
  });

  it('climbs the ladder where only some of the attempts said the same', () => {
    const world = planWith(spec('a'));
    expect(fail(world, 9, (n) => refused(n === 1 ? 'exit code 2' : 'exit code 1'))).toBe(POLICY.maxSubtaskRetries + 1);
  });

  it('climbs the ladder where there may be no other version of the plan', () => {
    const world = planWith(spec('a'));
    world.state = { ...world.state, planVersion: POLICY.maxPlanVersions };
    world.state = {
      ...world.state,
      subtasks: world.state.subtasks.map((s) => ({ ...s, planVersion: POLICY.maxPlanVersions })),
      attempts: world.state.attempts.map((a) => ({ ...a, planVersion: POLICY.maxPlanVersions })),
    };
    expect(fail(world, 9)).toBe(POLICY.maxSubtaskRetries + 1);
  });

  it('is the whole of what failed, or it is none', () => {
    const detail = 'exit code 1 in 12 ms\n# duration_ms 3.25 at 10:22:01';
    expect(demandsOf([{ ...ofPlan, detail }])).toEqual({
      demands: ['sh check.sh: exit code 1 in some time\n# some time at some time'],
    });
    const long = (middle: string): string | undefined =>
      demandsOf([{ ...ofPlan, detail: `${'a'.repeat(5000)}${middle}${'b'.repeat(5000)}` }]).demands?.[0];
    expect(long('c')?.length).toBeLessThan(700);
    expect(long('c')).not.toBe(long(''));
    const own = { name: 'unfinished', passed: false, detail: 'a stub' };
    expect(demandsOf([{ ...ofPlan, detail }, own])).toEqual({});
    expect(demandsOf([])).toEqual({});
  });
});
