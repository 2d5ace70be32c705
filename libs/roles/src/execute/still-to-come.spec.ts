import { describe, expect, it } from 'vitest';
import type { ExecuteWork } from '#contracts';
import type { FileChange, SubtaskSpec } from '#domain';
import { stillToCome } from './still-to-come.js';

const change = (operation: FileChange['operation'], path: string): FileChange => ({
  ...{ operation, path, additions: 1, deletions: 0, binary: false },
});
const lacking = (description: string, expectedOutputs: string[], changes: FileChange[], there: string[]) => {
  const subtask = { description, expectedOutputs, acceptanceCriteria: '' } as unknown as SubtaskSpec;
  const work = { task: { goal: 'Do it.' }, subtask, base: 'b' } as unknown as ExecuteWork;
  return stillToCome(work, { changes: async () => changes }, 'h', there);
};

describe('files that are still to come', () => {
  it('are those that the plan or the words name', async () => {
    const changes = [change('create', 'a.txt')];
    expect(await lacking('Create a.txt and b.txt.', ['c.txt'], changes, ['a.txt'])).toEqual(['b.txt', 'c.txt']);
    expect(await lacking('Create a.txt.', ['./a.txt', 'scratch://n.md', 'src/*.js'], changes, ['a.txt'])).toEqual([]);
  });

  it('are none that are there under a name that was meant', async () => {
    const there = ['README.md', 'public/app.css'];
    const changes = there.map((path) => change('modify', path));
    expect(await lacking('Style it.', ['README', 'app.css'], changes, there)).toEqual([]);
    expect(await lacking('Style it.', ['public/', './public', 'docs/'], changes, there)).toEqual(['docs/']);
  });
});
