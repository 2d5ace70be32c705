import { expect, it } from 'vitest';
import { shownAttempts, type Attempt, type SubtaskState, type TaskState } from './index.js';

const subtask = (id: string, over: Partial<SubtaskState>): SubtaskState =>
  ({ id, phase: 'executing', base: 'b', head: null, executions: 1, ...over }) as SubtaskState;
const executing = (subtaskId: string, number: number, head: string | null): Attempt =>
  ({ stage: 'execute', subtaskId, number, head }) as Attempt;
const state = (subtasks: SubtaskState[], attempts: Attempt[] = [], status: TaskState['status'] = 'executing') =>
  ({ id: 't', status, subtasks, attempts }) as unknown as TaskState;

it('shows the latest step of each current attempt, from its first step until it has landed', () => {
  const subtasks = [
    subtask('working', {}),
    subtask('begun', { executions: 2 }),
    subtask('judged', { phase: 'verifying', head: 'h1' }),
    subtask('asked', { phase: 'gated', head: 'h2' }),
    subtask('landing', { phase: 'landing', head: 'h3' }),
    subtask('landed', { phase: 'extracting', head: 'h4' }),
    subtask('again', { phase: 'waiting', base: null }),
    subtask('idle', { phase: 'verifying', head: 'b' }),
  ];
  const attempts = [executing('working', 1, 's1'), executing('begun', 1, 'old')];
  expect(shownAttempts(state(subtasks, attempts))).toEqual([
    { key: 't/working', base: 'b', head: 's1' },
    { key: 't/judged', base: 'b', head: 'h1' },
    { key: 't/asked', base: 'b', head: 'h2' },
    { key: 't/landing', base: 'b', head: 'h3' },
  ]);
  expect(shownAttempts(state(subtasks, attempts, 'failed'))).toEqual([]);
});
