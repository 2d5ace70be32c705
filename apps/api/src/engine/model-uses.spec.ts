import { describe, expect, it } from 'vitest';
import type { Attempt } from '#conductor';
import type { AttemptEntry, ModelStats, VerifierTrial } from '#contracts';
import type { FailureCode } from '#domain';
import { experienceFor, usesOf, type EndedAttempt } from './model-uses.js';

const reply = (n: number, name: string, tookMs = 500): AttemptEntry => ({
  ...{ n, at: '2026-01-01T00:00:00Z', kind: 'reply', finish: 'stop', tookMs, firstTokenMs: null, notes: [] },
  message: { role: 'assistant', content: '', toolCalls: [] },
  model: { name, model: `${name}:7b`, tier: 1, endpoint: 'gpu:11434' },
  usage: { promptTokens: 10, completionTokens: 5, estimated: false },
});

function ended(stage: 'plan' | 'execute' | 'verify', outcome: object, over: Partial<EndedAttempt> = {}, number = 1) {
  const attempt = { id: `${stage}.t.s.${number}`, stage, number, subtaskId: 's', outcome } as unknown as Attempt;
  return { attempt, entries: [reply(1, 'small'), reply(2, 'small')], ...over };
}
const failed = (code: FailureCode) => ({ kind: 'failed', failure: { code, because: 'x', retryable: false } });

describe('what an ended attempt says of its models', () => {
  it('sums up tokens and time under the model that answered last', () => {
    const [use] = usesOf(ended('plan', { kind: 'planned' }), null);
    expect(use).toEqual({
      ...{ attemptId: 'plan.t.s.1', role: 'planner', success: true, retry: false, milliseconds: 1000 },
      model: { name: 'small', model: 'small:7b', tier: 1, endpoint: 'gpu:11434' },
      usage: { promptTokens: 20, completionTokens: 10, estimated: false },
    });
  });

  it('leaves an executor that says it is done to the verifier', () => {
    const worked = ended('execute', { kind: 'claimed_done' }, {}, 2);
    expect(usesOf(worked, null)).toEqual([]);
    for (const kind of ['passed', 'rejected']) {
      const uses = usesOf(ended('verify', { kind }, { entries: [reply(1, 'judge')] }), worked);
      expect(uses.map(({ attemptId, role, success, retry }) => [attemptId, role, success, retry])).toEqual([
        ['execute.t.s.2', 'executor', kind === 'passed', true],
        ['verify.t.s.1', 'verifier', true, false],
      ]);
    }
  });

  it('says nothing of the executor where the verifier could not say, and that against the verifier', () => {
    const unsure = { ...failed('unreadable_reply'), kind: 'inconclusive' };
    const uses = usesOf(ended('verify', unsure), ended('execute', { kind: 'claimed_done' }));
    expect(uses.map(({ role, success }) => [role, success])).toEqual([['verifier', false]]);
  });

  it('blames no model for what is around it, but counts what it used', () => {
    expect(usesOf(ended('execute', failed('stuck')), null)[0]?.success).toBe(false);
    expect(usesOf(ended('execute', failed('workspace_error')), null)[0]).toMatchObject({
      success: null,
      milliseconds: 1000,
    });
    expect(usesOf(ended('execute', failed('model_unreachable'), { entries: [] }), null)).toEqual([]);
  });
});

it('a verifier that passes faults in a trial stands behind one that does not', () => {
  const row: ModelStats = {
    ...{ endpoint: 'e', model: 'lenient', role: 'verifier', tier: 1, successes: 30, failures: 0, retries: 0 },
    ...{ promptTokens: 0, completionTokens: 0, milliseconds: 0, recentSuccesses: 10, recentFailures: 0 },
  };
  const trial: VerifierTrial = {
    ...{ executor: { endpoint: 'e', model: 'x' }, verifier: { endpoint: 'e', model: 'lenient' }, faults: 12 },
    ...{ caughtByChecks: 2, falseAccepts: 10, sound: 4, falseRejects: 0, inconclusive: 0, wrong: [] },
    ...{ milliseconds: 1, at: '2026-01-01T00:00:00Z' },
  };
  expect(experienceFor('executor', [row], [trial])).toEqual([]);
  expect(experienceFor('verifier', [row, { ...row, role: 'planner' }], [trial])).toEqual([
    { endpoint: 'e', model: 'lenient', successes: 10, failures: 0, tries: 30 },
    { endpoint: 'e', model: 'lenient', successes: 4, failures: 20, tries: 0, passedFaults: { passed: 10, of: 10 } },
  ]);
  const strict = experienceFor('verifier', [], [{ ...trial, falseAccepts: 2 }]);
  expect(strict).toEqual([{ endpoint: 'e', model: 'lenient', successes: 12, failures: 4, tries: 0 }]);
});
