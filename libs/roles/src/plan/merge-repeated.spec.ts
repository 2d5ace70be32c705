import { describe, expect, it } from 'vitest';
import type { SubtaskSpec } from '#domain';
import { mergeRepeated as merge } from './merge-repeated.js';
import { subtask } from './read-step.js';

const mergeRepeated = (subtasks: readonly SubtaskSpec[], told = 'Save the file and close it.') => merge(subtasks, told);

describe('subtasks that say the same', () => {
  it('become one, and what depended on the others depends on it', () => {
    const { subtasks, repairs } = mergeRepeated([
      subtask({ id: 'a', description: 'Save the file.' }),
      subtask({ id: 'b', description: 'save the file' }),
      subtask({ id: 'c', description: 'Close it.', dependsOn: ['b', 'a'] }),
    ]);
    expect(subtasks.map(({ id, dependsOn }) => [id, dependsOn])).toEqual([
      ['a', []],
      ['c', ['a']],
    ]);
    expect(repairs).toEqual(['merged 1 subtasks into others that say the same']);
  });

  it('stay apart where something comes between them', () => {
    const plan = [
      subtask({ id: 'a', description: 'Run the build.' }),
      subtask({ id: 'b', description: 'Change it.', dependsOn: ['a'] }),
      subtask({ id: 'c', description: 'Run the build.', dependsOn: ['b'] }),
      subtask({ id: 'd', description: 'Go on.', dependsOn: ['c'] }),
    ];
    expect(mergeRepeated(plan).subtasks).toEqual(plan);
  });

  it('stay apart where their names speak of different things of the goal', () => {
    const plan = [
      subtask({ id: 'write-header', description: 'Write the section.' }),
      subtask({ id: 'write-footer', description: 'Write the section.', dependsOn: ['write-header'] }),
    ];
    expect(mergeRepeated(plan, 'Give page.html a header and a footer.').subtasks).toEqual(plan);
    expect(mergeRepeated(plan, 'Write the section in page.html.').subtasks.length).toBe(1);
    const again = [plan[0] as SubtaskSpec, { ...(plan[1] as SubtaskSpec), id: 'write-header-again' }];
    expect(mergeRepeated(again, 'Give page.html a header, then write again.').subtasks.length).toBe(1);
  });

  it('stay apart where they make different files', () => {
    const { subtasks } = mergeRepeated([
      subtask({ id: 'a', description: 'Write it.', expectedOutputs: ['a.txt'] }),
      subtask({ id: 'b', description: 'Write it.', expectedOutputs: ['b.txt'] }),
    ]);
    expect(subtasks.length).toBe(2);
  });
});
