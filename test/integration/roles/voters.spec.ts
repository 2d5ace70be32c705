import { describe, expect, it } from 'vitest';
import type { VerifyWork } from '#contracts';
import { VerificationPolicy } from '#roles';
import { accept, answer, reject, type ScriptedAnswer } from '#testing';
import { judging } from './judging.js';
import { subtaskOf, verifyWork } from './support.js';

const at = judging();
const TWO_TIERS = new VerificationPolicy(true, true, false, 3);
const THREE_TIERS = new VerificationPolicy(true, false, true, 3);

describe('VerifySubtask with voters', () => {
  it('asks another model each time where there are several', async () => {
    const models = ['x', 'y', 'z'].map((model) => ({ provider: 'openai_compatible' as const, model }));
    const work = { subtask: subtaskOf({ verificationTier: 3 }), workedBy: 'm1' };
    await at.verify([accept(), reject('no'), accept()], { policy: THREE_TIERS, work, models });
    const asked = at.bench.server.requests.map((request) => request.model);
    expect(asked.slice(0, 2).sort()).toEqual(['y', 'z']);
    expect(new Set(at.bench.server.requests.map((request) => request.system)).size).toBe(3);
  });

  const subtask = subtaskOf({ verificationTier: 3 });
  const vote = (...answers: ScriptedAnswer[]) => at.verify(answers, { policy: THREE_TIERS, work: { subtask } });

  it('passes when more than half pass, and stops asking then', async () => {
    expect(await vote(accept(), accept())).toMatchObject({ kind: 'passed', tier: 3 });
    expect(at.bench.server.requests).toHaveLength(2);
    expect(at.bench.server.requests[0]?.system).not.toBe(at.bench.server.requests[1]?.system);
  });

  it('asks one model in another way each time, also where there are more voters than wordings', async () => {
    const policy = new VerificationPolicy(true, false, true, 5);
    const no = reject('x');
    await at.verify([accept(), no, accept(), no, accept()], { policy, work: { subtask } });
    expect(at.bench.server.requests).toHaveLength(5);
    expect(new Set(at.bench.server.requests.map(({ system }) => system)).size).toBe(5);
  });

  it('rejects when more than half reject', async () => {
    const outcome = await vote(reject('x'), accept(), reject('y'));
    expect(outcome).toMatchObject({ kind: 'rejected', tier: 3, verdict: { issues: ['x', 'y'] } });
  });

  it('is inconclusive when the votes are split', async () => {
    const outcome = await vote(accept(), reject('x'), answer('hm'), answer('hm'));
    expect(outcome).toMatchObject({ kind: 'inconclusive' });
  });

  it('leaves to a person what only judges vouch for that passed too many faults in a trial', async () => {
    const models = ['x', 'y'].map((model) => ({ provider: 'openai_compatible' as const, model }));
    await at.start(() => accept(), { models });
    const base = await at.bench.trees.seed({ 'b.txt': 'b\n' });
    const head = await at.bench.trees.seed({ 'a.txt': 'done\n' });
    const shown = { endpoint: at.bench.models.endpointOf('m1'), successes: 1, failures: 2, tries: 0 };
    const lenient = (...names: string[]) =>
      names.map((model) => ({ ...shown, model, passedFaults: { passed: 6, of: 8 } }));
    const open = subtaskOf({ description: 'Make a.txt pleasant.', acceptanceCriteria: '', verificationTier: 3 });
    const asks = async (policy: VerificationPolicy, experience: VerifyWork['experience']) => {
      const outcome = await at.judge(verifyWork(base, head, { subtask: open, experience }), policy);
      expect(outcome).toMatchObject({ kind: 'passed', basis: 'judgement' });
      return outcome.checks.flatMap(({ doubt }) => doubt?.because ?? []);
    };
    const because = expect.stringMatching(/^only the verifier vouches for it.* passed 6 of 8 faults$/);
    expect(await asks(TWO_TIERS, lenient('x', 'y'))).toEqual([because]);
    expect(await asks(THREE_TIERS, lenient('x', 'y'))).toEqual([because]);
    expect(await asks(THREE_TIERS, lenient('x'))).toEqual([]);
    expect(await asks(TWO_TIERS, [])).toEqual([]);
  });

  it('asks one verifier alone for a subtask of lower tier', async () => {
    const policy = new VerificationPolicy(true, true, true, 3);
    expect(await at.verify([accept()], { policy })).toMatchObject({ kind: 'passed', tier: 2 });
    expect(at.bench.server.requests).toHaveLength(1);
  });

  it.each<[string, ScriptedAnswer[], object]>([
    ['both pass it', [reject('x'), accept(), accept()], { kind: 'passed', tier: 3 }],
    ['the first agrees', [reject('x'), reject('y')], { kind: 'rejected', tier: 3, verdict: { issues: ['x', 'y'] } }],
    ['the second agrees', [reject('x'), accept(), reject('y')], { kind: 'rejected', tier: 3 }],
    ['one cannot be read', [reject('x'), accept(), answer('hm'), answer('hm')], { kind: 'rejected', tier: 2 }],
  ])('asks two others where one alone rejects the whole goal: %s', async (_, answers, expected) => {
    expect(await at.verify(answers, { work: { subtask: null } })).toMatchObject(expected);
    expect(at.bench.server.requests).toHaveLength(answers.length);
  });
});
