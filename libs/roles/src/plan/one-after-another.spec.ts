import { describe, expect, it } from 'vitest';
import { findCycle } from '#domain';
import { oneAfterAnother } from './one-after-another.js';
import { subtask } from './read-step.js';

const step = (id: string, outputs: string[], dependsOn: string[] = []) =>
  subtask({ id, description: `Write ${id}.`, acceptanceCriteria: '', expectedOutputs: outputs, dependsOn });
const edges = (...steps: ReturnType<typeof step>[]) => {
  const { subtasks, repairs } = oneAfterAnother(steps);
  expect(findCycle(subtasks)).toBeNull();
  return [Object.fromEntries(subtasks.map(({ id, dependsOn }) => [id, dependsOn])), repairs.length] as const;
};

describe('subtasks that bring the same file', () => {
  it('wait one for the other, in the order of the plan', () => {
    expect(edges(step('a', ['x.js']), step('b', ['./x.js']), step('c', ['x.js', 'y.js']))).toEqual([
      { a: [], b: ['a'], c: ['b'] },
      2,
    ]);
    expect(oneAfterAnother([step('a', ['x.js']), step('b', ['x.js'])]).repairs).toEqual([
      '"b" waits for "a", since both are to bring x.js',
    ]);
  });

  it('stay as they are where one waits for the other already, whichever it is', () => {
    expect(edges(step('a', ['x.js']), step('m', ['m.js'], ['a']), step('b', ['x.js'], ['m']))).toEqual([
      { a: [], m: ['a'], b: ['m'] },
      0,
    ]);
    expect(edges(step('a', ['x.js'], ['b']), step('b', ['x.js']), step('c', ['x.js']))).toEqual([
      { a: ['b'], b: [], c: ['a'] },
      1,
    ]);
  });

  it('run at the same time where the files differ, or only a folder or a pattern is the same', () => {
    expect(edges(step('a', ['x.js', 'src/', 'src/*.js']), step('b', ['y.js', 'src/', 'src/*.js']))).toEqual([
      { a: [], b: [] },
      0,
    ]);
  });
});
