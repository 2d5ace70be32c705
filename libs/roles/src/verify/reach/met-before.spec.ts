import { describe, expect, it } from 'vitest';
import type { CheckResult, FileChange, SubtaskSpec } from '#domain';
import type { AttemptTree, CheckRunner } from '../../ports/attempt-trees.js';
import type { Step } from '../subject.js';
import { areTouched, isMetBefore } from './met-before.js';

const changed = (path: string): FileChange => ({
  ...{ path, operation: 'modify', additions: 0, deletions: 0, binary: false },
});
const landed = ['src/pages/a.js', 'src/pages/b.js', 'README.md'].map(changed);

interface Given {
  readonly checks?: readonly string[];
  readonly others?: readonly string[];
  readonly outputs?: readonly string[];
  /** Checks that fail, where the task started and now. */
  readonly then?: readonly string[];
  readonly now?: readonly string[];
}

const OWN = '! grep -rnw getUser src';
function met({
  checks = [OWN],
  others = [],
  outputs = ['src/pages'],
  then = [OWN],
  now = [],
}: Given): Promise<boolean> {
  const treeAt = (at: string) => ({ at, reset: () => Promise.resolve(), close: () => Promise.resolve() });
  const runner = {
    run: (tree: { at: string }, name: string): Promise<CheckResult> =>
      Promise.resolve({ name, passed: !(tree.at === 'start' ? then : now).includes(name), detail: '' }),
  };
  const step = {
    work: { before: { start: 'c0', checks: others } },
    ...{ subtask: { checks, expectedOutputs: outputs } as unknown as SubtaskSpec, landed },
    ...{ tree: treeAt('now') as unknown as AttemptTree, runner: runner as unknown as CheckRunner },
    ...{ signal: new AbortController().signal },
    openStart: () => Promise.resolve(treeAt('start') as unknown as AttemptTree),
  };
  return isMetBefore(step as unknown as Step);
}

describe('a step whose work an earlier one has done', () => {
  it('is met where its own check failed at the start and holds now', async () => {
    expect(await met({})).toBe(true);
    expect(await met({ checks: ['node --test', OWN], others: ['node --test'] })).toBe(true);
  });

  it.each<[string, Given]>([
    ['its check held from the beginning', { then: [] }],
    ['a check fails', { now: [OWN] }],
    ['the check that failed is another step’s as well', { others: [` ${OWN.replace(' ', '  ')}`] }],
    ['it has no check', { checks: [] }],
    ['no earlier step has touched what it is about', { outputs: ['docs/index.md'] }],
  ])('is not where %s', async (_, given) => {
    expect(await met(given)).toBe(false);
  });

  it('looks for outputs as files, in folders and by patterns', () => {
    expect(areTouched(['./src/pages/', 'src/**/*.js', 'README.md'], landed)).toBe(true);
    expect(areTouched(['src/page'], landed)).toBe(false);
  });
});
