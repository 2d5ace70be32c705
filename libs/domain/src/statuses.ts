import { IllegalMove } from './errors.js';

export const TASK_STATUSES = [
  'pending',
  'planning',
  'executing',
  'paused',
  'waiting_approval',
  'completed',
  'failed',
  'cancelled',
] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

export const SUBTASK_STATUSES = [
  'pending',
  'running',
  'verifying',
  'waiting_approval',
  'completed',
  'failed',
  'blocked',
  'skipped',
] as const;
export type SubtaskStatus = (typeof SUBTASK_STATUSES)[number];

type Moves<S extends string> = Readonly<Record<S, readonly S[]>>;

/** Every move a task can make. `failed` leads back to work by `retry` only. */
export const TASK_MOVES: Moves<TaskStatus> = {
  pending: ['planning', 'paused', 'failed', 'cancelled'],
  planning: ['executing', 'paused', 'failed', 'cancelled'],
  executing: ['planning', 'waiting_approval', 'paused', 'completed', 'failed', 'cancelled'],
  waiting_approval: ['executing', 'planning', 'paused', 'failed', 'cancelled'],
  paused: ['pending', 'planning', 'executing', 'waiting_approval', 'failed', 'cancelled'],
  completed: [],
  failed: ['planning', 'executing'],
  cancelled: [],
};

/** Every move a subtask can make. `pending` from a later state is a retry; `failed` is left by a retry of the task. */
export const SUBTASK_MOVES: Moves<SubtaskStatus> = {
  pending: ['running', 'blocked', 'skipped', 'failed'],
  blocked: ['pending', 'skipped'],
  running: ['verifying', 'pending', 'waiting_approval', 'failed', 'skipped'],
  verifying: ['completed', 'pending', 'waiting_approval', 'failed', 'skipped'],
  waiting_approval: ['running', 'verifying', 'pending', 'failed', 'skipped'],
  completed: [],
  failed: ['pending', 'skipped'],
  skipped: ['pending'],
};

const TASK_ENDS: ReadonlySet<TaskStatus> = new Set(['completed', 'failed', 'cancelled']);
const SUBTASK_ENDS: ReadonlySet<SubtaskStatus> = new Set(['completed', 'failed', 'skipped']);

export const canMoveTask = (from: TaskStatus, to: TaskStatus): boolean => TASK_MOVES[from].includes(to);
export const canMoveSubtask = (from: SubtaskStatus, to: SubtaskStatus): boolean => SUBTASK_MOVES[from].includes(to);

export function assertTaskMove(from: TaskStatus, to: TaskStatus): void {
  if (!canMoveTask(from, to)) throw new IllegalMove('task', from, to);
}

export function assertSubtaskMove(from: SubtaskStatus, to: SubtaskStatus): void {
  if (!canMoveSubtask(from, to)) throw new IllegalMove('subtask', from, to);
}

export const isTaskEnded = (status: TaskStatus): boolean => TASK_ENDS.has(status);
export const isSubtaskEnded = (status: SubtaskStatus): boolean => SUBTASK_ENDS.has(status);

/** What is wrong with a table of moves: states nothing leads to, and states with no way to an end. Empty = sound. */
export function faultsOfMoves<S extends string>(moves: Moves<S>, start: S, ends: ReadonlySet<S>): string[] {
  const states = Object.keys(moves) as S[];
  const reachable = closure(start, (s) => moves[s]);
  const faults = states.filter((s) => !reachable.has(s)).map((s) => `nothing leads to "${s}"`);
  for (const state of states) {
    const onward = closure(state, (s) => moves[s]);
    if (![...onward].some((s) => ends.has(s))) faults.push(`no end is reachable from "${state}"`);
  }
  return faults;
}

function closure<S>(start: S, next: (state: S) => readonly S[]): Set<S> {
  const seen = new Set<S>([start]);
  const open = [start];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    for (const to of next(state)) {
      if (seen.has(to)) continue;
      seen.add(to);
      open.push(to);
    }
  }
  return seen;
}

export { TASK_ENDS, SUBTASK_ENDS };
