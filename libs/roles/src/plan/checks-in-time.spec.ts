import { describe, expect, it } from 'vitest';
import { checksInTime } from './checks-in-time.js';
import { subtask } from './read-step.js';

const step = (id: string, description: string, checks: string[], dependsOn: string[] = []) =>
  subtask({ id, description, checks, dependsOn });
const checks = (listing: string[], ...steps: ReturnType<typeof step>[]) =>
  checksInTime(steps, listing).subtasks.map((one) => one.checks);

const A = 'test -f a.txt';
const B = 'test -f b.txt';

describe('a check', () => {
  it('goes to the later step that speaks of its file', () => {
    expect(checks([], step('a', 'Create a.txt', [A, B]), step('b', 'Create b.txt', [], ['a']))).toEqual([[A], [B]]);
    expect(checks([], step('a', 'Create a.txt', [B]), step('b', 'Create b.txt', [B], ['a']))).toEqual([[], [B]]);
  });

  it('stays where its file is there, or spoken of by the step itself or by one that need not come later', () => {
    expect(checks(['b.txt'], step('a', 'Create a.txt', [B]), step('b', 'Change b.txt', [], ['a']))).toEqual([[B], []]);
    expect(checks([], step('a', 'Create b.txt', [B]), step('b', 'Change b.txt', [], ['a']))).toEqual([[B], []]);
    expect(checks([], step('a', 'Create a.txt', [B]), step('b', 'Create b.txt', []))).toEqual([[B], []]);
    expect(checks([], step('a', 'Write all files', ['npm test']), step('b', 'Create b.txt', [], ['a']))).toEqual([
      ['npm test'],
      [],
    ]);
  });
});
