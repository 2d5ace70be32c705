import { expect, it } from 'vitest';
import type { VerifyWork } from '#contracts';
import type { FileChange, SubtaskSpec } from '#domain';
import { besideOf } from './beside.js';

const stepOf = (id: string, description: string): SubtaskSpec => ({
  ...{ id, description, acceptanceCriteria: 'It is done.', expectedOutputs: [], checks: [], dependsOn: [] },
  ...{ modelTier: 1, verificationTier: 2, isCriticalPath: false },
});
const changed = (path: string): FileChange => ({
  path,
  operation: 'create',
  additions: 1,
  deletions: 0,
  binary: false,
});

function isBeside(issue: string, status: 'pending' | 'completed' = 'pending', more: Partial<VerifyWork> = {}): boolean {
  const [own, other] = [stepOf('a', 'Write the parser into a.py'), stepOf('b', 'Write its tests into test_a.py')];
  const about = { dependsOn: [], summary: null, error: null };
  const work = {
    ...{ task: { goal: 'Write a parser with tests.', context: {} }, instructions: [], landed: [] },
    ...{ subtask: own, others: [other] },
    plan: {
      version: 1,
      subtasks: [
        { id: 'a', status: 'verifying', description: own.description, ...about },
        { id: 'b', status, description: other.description, ...about },
      ],
    },
    ...more,
  } as unknown as VerifyWork;
  return besideOf(work, [changed('a.py')])(issue);
}

it.each(['test_a.py has not been created.', 'There are no cases for an empty text in tests/test_a.py.'])(
  'takes for beside what a step to come is for: %s',
  (issue) => {
    expect(isBeside(issue)).toBe(true);
  },
);

it.each([
  'a.py has no function parse.',
  'a.py cannot be imported by test_a.py.',
  'There are no tests.',
  'c.py is missing.',
])('does not take for beside: %s', (issue) => {
  expect(isBeside(issue)).toBe(false);
});

it('takes nothing for beside with the last step, or of a file that was made', () => {
  const issue = 'test_a.py has not been created.';
  expect(isBeside(issue, 'completed')).toBe(false);
  expect(isBeside(issue, 'pending', { landed: [{ path: 'test_a.py', operation: 'create' }] })).toBe(false);
});
