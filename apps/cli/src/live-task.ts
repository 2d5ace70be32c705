import type { WireEvent } from '#contracts';
import type { SubtaskStatus, TaskStatus } from '#domain';
import type { SubtaskView, TaskView } from './api/views.js';
import { callOf, listOf, numberOf, takingIn, textOf, waitingFor, whyRejected } from './event-fields.js';

/* What a reader of the event log knows about a task, as one value that each event turns into the next. */

export interface LiveSubtask {
  readonly id: string;
  readonly description: string;
  readonly status: SubtaskStatus;
  readonly dependsOn: readonly string[];
  /** Attempts begun. */
  readonly attempt: number;
  /** What it is at: a tool call, a model, a check. */
  readonly activity: string | null;
  /** Why it was set back, failed or waits. */
  readonly note: string | null;
  /** Its latest pass is what a model thinks of it, and nothing more. */
  readonly isJudged: boolean;
  readonly tokens: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
}

export interface LiveTask {
  readonly taskId: string;
  readonly goal: string;
  readonly status: TaskStatus;
  /** What the task as a whole is at, while no subtask runs. */
  readonly activity: string | null;
  readonly error: string | null;
  readonly summary: string | null;
  readonly planVersion: number;
  readonly subtasks: readonly LiveSubtask[];
  readonly modelCalls: number;
  readonly toolCalls: number;
  readonly tokens: number;
  readonly memories: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly lastSequence: number;
}

export function unknownTask(taskId: string, goal = ''): LiveTask {
  return {
    taskId,
    goal,
    status: 'pending',
    activity: null,
    error: null,
    summary: null,
    planVersion: 0,
    subtasks: [],
    modelCalls: 0,
    toolCalls: 0,
    tokens: 0,
    memories: 0,
    startedAt: null,
    endedAt: null,
    lastSequence: 0,
  };
}

/** The state after `event`. An event that was seen before changes nothing. */
export function withEvent(task: LiveTask, event: WireEvent): LiveTask {
  if (event.sequence <= task.lastSequence) return task;
  const next = after(task, event);
  if (next.status !== 'executing' && next.status !== 'waiting_approval') return next;
  // It waits for a person where nothing else goes on.
  const has = (...statuses: SubtaskStatus[]): boolean => next.subtasks.some((s) => statuses.includes(s.status));
  const waits = has('waiting_approval') && !has('running', 'verifying');
  return { ...next, status: waits ? 'waiting_approval' : 'executing' };
}

function after(task: LiveTask, event: WireEvent): LiveTask {
  const at = Date.parse(event.timestamp);
  const time = Number.isNaN(at) ? null : at;
  const next = { ...task, lastSequence: event.sequence, startedAt: task.startedAt ?? time };
  const ended = { activity: null, endedAt: time };
  switch (event.event_type) {
    case 'task_created':
      return { ...next, goal: textOf(event, 'goal') ?? task.goal };
    case 'task_planning':
      return { ...next, status: 'planning', activity: takingIn(event) ?? 'planning', endedAt: null };
    case 'task_replanning': {
      const because = textOf(event, 'because', 'reason');
      return {
        ...next,
        status: 'planning',
        activity: because === null ? 'planning again' : `planning again: ${because}`,
      };
    }
    case 'task_plan_ready':
      return withPlan({ ...next, activity: null }, event);
    case 'task_executing':
      return { ...next, status: 'executing', activity: null };
    case 'task_paused':
      return { ...next, status: 'paused', activity: null };
    case 'task_resumed':
      return { ...next, status: 'executing', error: null, endedAt: null };
    case 'task_completed':
      return { ...next, ...ended, status: 'completed', error: null, summary: textOf(event, 'summary') };
    case 'task_failed':
      return { ...next, ...ended, status: 'failed', error: textOf(event, 'error', 'because', 'reason') };
    case 'task_cancelled':
      return { ...next, ...ended, status: 'cancelled' };
    case 'memory_entry_created':
      return { ...next, memories: task.memories + 1 };
    case 'model_invocation': {
      const used =
        numberOf(event, 'total_tokens') ||
        numberOf(event, 'prompt_tokens') + numberOf(event, 'completion_tokens', 'output_tokens');
      const counted = { ...next, modelCalls: task.modelCalls + 1, tokens: task.tokens + used };
      return withSubtask(counted, event, (s) => ({ tokens: s.tokens + used, activity: null }));
    }
    case 'tool_call_started':
      return withSubtask(next, event, () => ({ activity: callOf(event) }));
    case 'tool_call_completed':
      return withSubtask({ ...next, toolCalls: task.toolCalls + 1 }, event, () => ({ activity: null }));
    case 'verification_started':
      if (event.subtask_id === undefined) return { ...next, activity: 'checking the whole goal' };
      return withSubtask(next, event, () => ({ status: 'verifying', activity: 'verifying' }));
    case 'verification_passed':
    case 'verification_failed':
      if (event.subtask_id === undefined) return { ...next, activity: null };
      return withSubtask(next, event, () => ({
        activity: null,
        note: event.event_type === 'verification_failed' ? whyRejected(event) : null,
        isJudged: event['basis'] === 'judgement',
      }));
    case 'landing_conflict':
      return withSubtask(next, event, () => ({ note: `conflict in ${listOf(event, 'paths').join(', ') || 'files'}` }));
    case 'approval_requested':
      return withSubtask(next, event, () => ({
        status: 'waiting_approval',
        activity: null,
        note: textOf(event, 'reason', 'because'),
      }));
    case 'approval_received':
      return withSubtask(next, event, () => ({ status: 'running', note: null }));
    case 'worker_waiting':
      return withSubtask({ ...next, activity: waitingFor(event) }, event, () => ({ activity: waitingFor(event) }));
    case 'subtask_started':
      return withSubtask({ ...next, activity: null }, event, (s) => ({
        status: 'running',
        attempt: numberOf(event, 'attempt') || s.attempt + 1,
        description: s.description || (textOf(event, 'description') ?? ''),
        activity: null,
        startedAt: s.startedAt ?? time,
        endedAt: null,
      }));
    case 'subtask_retrying':
      return withSubtask(next, event, (s) => ({
        status: 'pending',
        activity: null,
        note: s.note ?? textOf(event, 'because', 'reason'),
      }));
    case 'subtask_completed':
      return withSubtask(next, event, () => ({ status: 'completed', activity: null, note: null, endedAt: time }));
    case 'subtask_failed':
      return withSubtask(next, event, (s) => ({
        status: 'failed',
        activity: null,
        note: textOf(event, 'error', 'because', 'reason') ?? s.note,
        endedAt: time,
      }));
    case 'subtask_blocked':
      return withSubtask(next, event, () => ({ status: 'blocked', activity: null, note: textOf(event, 'because') }));
    case 'subtask_skipped':
      return withSubtask(next, event, () => ({ status: 'skipped', activity: null, note: textOf(event, 'because') }));
    case 'subtask_landed':
    case 'changes_reverted':
    case 'steer_instruction':
    case 'feedback_received':
      return next;
    default:
      // A newer server may say more than this reader knows.
      return next;
  }
}

/** What only the server's own view holds. Statuses stay as the events left them: the view may be ahead of the log. */
export function withSnapshot(task: LiveTask, view: TaskView): LiveTask {
  const known = new Map(task.subtasks.map((s) => [s.id, s]));
  const subtasks = (view.plan?.subtasks ?? []).map((s) => ({
    ...(known.get(s.id) ?? fresh(s.id)),
    description: s.description,
    dependsOn: s.depends_on,
  }));
  const rest = task.subtasks.filter((s) => !subtasks.some((other) => other.id === s.id));
  return { ...task, goal: view.goal, subtasks: [...subtasks, ...rest] };
}

function fresh(id: string): LiveSubtask {
  return {
    id,
    description: '',
    status: 'pending',
    dependsOn: [],
    attempt: 0,
    activity: null,
    note: null,
    isJudged: false,
    tokens: 0,
    startedAt: null,
    endedAt: null,
  };
}

function withPlan(task: LiveTask, event: WireEvent): LiveTask {
  const planned = Array.isArray(event['subtasks']) ? (event['subtasks'] as unknown[]) : [];
  const known = new Map(task.subtasks.map((s) => [s.id, s]));
  const subtasks = planned.flatMap((entry): LiveSubtask[] => {
    if (typeof entry !== 'object' || entry === null) return [];
    const { id, description, depends_on } = entry as Partial<SubtaskView>;
    if (typeof id !== 'string') return [];
    return [
      {
        ...(known.get(id) ?? fresh(id)),
        description: typeof description === 'string' ? description : '',
        dependsOn: Array.isArray(depends_on) ? depends_on.filter((d): d is string => typeof d === 'string') : [],
      },
    ];
  });
  const kept = subtasks.length > 0 ? subtasks : task.subtasks;
  return { ...task, subtasks: kept, planVersion: numberOf(event, 'version', 'plan_version') || task.planVersion + 1 };
}

function withSubtask(
  task: LiveTask,
  event: WireEvent,
  change: (subtask: LiveSubtask) => Partial<LiveSubtask>,
): LiveTask {
  const id = event.subtask_id;
  if (id === undefined) return task;
  const found = task.subtasks.some((s) => s.id === id) ? task.subtasks : [...task.subtasks, fresh(id)];
  return { ...task, subtasks: found.map((s) => (s.id === id ? { ...s, ...change(s) } : s)) };
}
