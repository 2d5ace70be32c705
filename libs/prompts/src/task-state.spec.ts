import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { SubtaskStatus } from '#domain';
import { renderTaskState, STATE_TOKENS, type StateOfSubtask } from './index.js';

const task = { id: 't1', goal: 'Build a converter.', status: 'executing', workspaceName: 'project' };
const step = (id: string, status: SubtaskStatus, more: Partial<StateOfSubtask> = {}): StateOfSubtask => ({
  id,
  description: `Do ${id}`,
  status,
  dependsOn: [],
  summary: null,
  error: null,
  ...more,
});
interface State {
  task: { goal: string };
  plan?: { version: number };
  subtasks?: { id: string; status: string; active_issue?: string; summary?: string }[];
  subtask_counts?: Record<string, number>;
}
const render = (...args: Parameters<typeof renderTaskState>) => parse(renderTaskState(...args)) as State;

describe('renderTaskState', () => {
  it('lists a small plan whole, with what is done and what stands in the way', () => {
    const subtasks = [
      step('a', 'completed', { summary: 'wrote a.py' }),
      step('b', 'failed', { error: 'no compiler', dependsOn: ['a'] }),
      step('c', 'pending', { dependsOn: ['b'] }),
    ];
    expect(render(task, { version: 2, subtasks })).toMatchObject({
      plan: { version: 2 },
      subtasks: [
        { id: 'a', status: 'completed', summary: 'wrote a.py' },
        { id: 'b', status: 'failed', active_issue: 'no compiler', depends_on: ['a'] },
        { id: 'c', status: 'pending', depends_on: ['b'] },
      ],
    });
  });

  it('shows a large plan by counts, what runs, what failed or was skipped, and the next three', () => {
    const subtasks = [
      ...Array.from({ length: 30 }, (_, i) => step(`done-${i}`, 'completed', { summary: 'ok' })),
      step('now', 'running'),
      step('bad', 'failed', { error: 'broke' }),
      step('left-out', 'skipped'),
      ...Array.from({ length: 20 }, (_, i) => step(`later-${i}`, 'pending')),
    ];
    const state = render(task, { version: 1, subtasks });
    expect(state.subtask_counts).toEqual({ completed: 30, running: 1, failed: 1, skipped: 1, pending: 20 });
    expect(state.subtasks?.map((s) => s.id)).toEqual(['now', 'bad', 'left-out', 'later-0', 'later-1', 'later-2']);
  });

  it('never takes more than its tokens, whatever the goal and the plan are', () => {
    const subtasks = Array.from({ length: 64 }, (_, i) =>
      step(`a-rather-long-identifier-of-a-subtask-number-${i}`, i % 2 ? 'failed' : 'blocked', {
        error: 'e'.repeat(5000),
        dependsOn: Array.from({ length: 60 }, (_, d) => `a-rather-long-identifier-of-a-subtask-number-${d}`),
      }),
    );
    const context = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`key${i}`, 'v'.repeat(1000)]));
    const text = renderTaskState({ ...task, goal: '🔥'.repeat(20_000), context }, { version: 1, subtasks });
    expect(text.length / 4).toBeLessThanOrEqual(STATE_TOKENS);
    expect(text).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
  });

  it('keeps quotes and line breaks of a goal inside their value', () => {
    const goal = 'a: b\n- "c"\nsubtasks: []';
    expect(render({ ...task, goal }, null).task.goal).toBe(goal);
  });
});
