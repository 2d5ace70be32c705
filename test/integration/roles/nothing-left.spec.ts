import { describe, expect, it } from 'vitest';
import type { VerifyWork } from '#contracts';
import { accept } from '#testing';
import { judging } from './judging.js';
import { subtaskOf, verifyWork } from './support.js';

const at = judging();
const subtask = subtaskOf({
  description: 'Let restore read .tar.gz.',
  expectedOutputs: ['restore'],
  acceptanceCriteria: '',
});
const step = (id: string): NonNullable<VerifyWork['plan']>['subtasks'][number] => ({
  ...{ id, description: id, status: 'pending', dependsOn: [], summary: null, error: null },
});
const { task } = verifyWork('', '');
const asked: VerifyWork['task'] = {
  ...task,
  goal: 'A backup with -z, and restore.',
  approvalMode: 'confidence_threshold',
};
/** The verdict on a step that has changed nothing. */
const judged = (given: Partial<VerifyWork> = {}) =>
  at.verify([accept()], {
    before: { restore: 'tar -xf "$1"\n' },
    after: {},
    work: {
      ...{ subtask, task: asked, attempt: 3, summary: 'It reads both already.' },
      plan: { version: 1, subtasks: [step('a'), step('b')] },
      ...given,
    },
  });

describe('a step of several that finds nothing to do', () => {
  it('is asked about when three attempts have found so, and judged', async () => {
    const outcome = await judged();
    expect(outcome).toMatchObject({ kind: 'passed', tier: 2 });
    const doubt = expect.objectContaining({
      because: expect.stringContaining('nothing left to do') as string,
    }) as object;
    expect(outcome.checks).toContainEqual(expect.objectContaining({ name: 'no_change', doubt }));
  });

  it.each<[string, Partial<VerifyWork>, boolean]>([
    ['at its first attempts', { attempt: 2 }, true],
    ['where nobody is to be asked', { task: { ...asked, approvalMode: 'auto' } }, true],
    ['where a change was refused', { unchangedBecause: 'the last call of edit_file failed' }, false],
    ['where the plan has no other', { plan: { version: 1, subtasks: [step('a')] } }, false],
  ])('is rejected %s', async (_, given, isOfPlan) => {
    const outcome = await judged(given);
    expect(outcome).toMatchObject({ kind: 'rejected', tier: 1 });
    const [check] = outcome.checks.filter(({ name }) => name === 'no_change');
    expect(check?.isOfPlan === true).toBe(isOfPlan);
  });
});
