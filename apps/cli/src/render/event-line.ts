import type { WireEvent } from '#contracts';
import { callOf, listOf, notesIn, numberOf, standInsIn, takingIn, textOf, whyRejected } from '../event-fields.js';
import { fit, oneLine, plural } from './text.js';

/** Longest line of progress; a log is read, not scrolled sideways. */
const MOST = 200;

/** An event as one line for a reader without a live screen; null for what says nothing new. */
export function eventLine(event: WireEvent): string | null {
  const what = describe(event);
  if (what === null) return null;
  const about = event.subtask_id === undefined ? '' : `${oneLine(event.subtask_id)}: `;
  return fit(oneLine(`${clock(event.timestamp)} ${about}${what}`), MOST);
}

const clock = (at: string): string => /T(\d\d:\d\d:\d\d)/.exec(at)?.[1] ?? '--:--:--';
const because = (event: WireEvent): string => {
  const why = textOf(event, 'because', 'reason', 'error');
  return why === null ? '' : `: ${why}`;
};

const BASES: Readonly<Record<string, string>> = {
  check: ', by a check that fails without it',
  stated: ', since the files are as asked for',
  judgement: ', by the judgement of a model alone',
};
const byWhat = (event: WireEvent): string => BASES[textOf(event, 'basis') ?? ''] ?? '';

/** Files in place of those that only the plan has named. */
const standInsOf = (event: WireEvent): string =>
  standInsIn(event)
    .map(({ output, path }) =>
      path === null ? `; no ${output}, though planned` : `; ${path} for the planned ${output}`,
    )
    .join('');

const notesOf = (event: WireEvent): string =>
  notesIn(event)
    .map((note) => `; ${note}`)
    .join('');

function describe(event: WireEvent): string | null {
  switch (event.event_type) {
    case 'task_created':
      return [`task ${event.task_id} created`, textOf(event, 'notice')].filter((line) => line !== null).join('\n');
    case 'task_planning':
      return takingIn(event) ?? 'planning';
    case 'task_replanning':
      return `planning again${because(event)}`;
    case 'task_plan_ready': {
      const n = numberOf(event, 'subtask_count') || (Array.isArray(event['subtasks']) ? event['subtasks'].length : 0);
      const ids = (Array.isArray(event['subtasks']) ? (event['subtasks'] as unknown[]) : [])
        .map((s) => (typeof s === 'object' && s !== null ? (s as { id?: unknown }).id : null))
        .filter((id) => typeof id === 'string');
      const degraded = event['degraded'] === true ? ` (last resort${because(event)})` : '';
      return `plan of ${plural(n, 'subtask')}${ids.length > 0 ? `: ${ids.join(', ')}` : ''}${degraded}`;
    }
    case 'task_paused':
      return 'paused';
    case 'task_resumed':
      return 'goes on';
    case 'task_completed':
      return 'task completed';
    case 'task_failed':
      return `task failed${because(event)}`;
    case 'task_cancelled':
      return 'task cancelled';
    case 'subtask_started':
      return `started${numberOf(event, 'attempt') > 1 ? `, attempt ${numberOf(event, 'attempt')}` : ''}`;
    case 'subtask_retrying':
      return `goes again${because(event)}`;
    case 'subtask_completed':
      return 'completed';
    case 'subtask_failed':
      return `failed${because(event)}`;
    case 'subtask_blocked':
      return `blocked${because(event)}`;
    case 'subtask_skipped':
      return `skipped${because(event)}`;
    case 'tool_call_started':
      return callOf(event);
    case 'tool_call_completed':
      return event['success'] === false
        ? `${textOf(event, 'tool', 'tool_name', 'name') ?? 'tool'} failed${because(event)}`
        : null;
    case 'verification_started':
      return event.subtask_id === undefined ? 'checking the whole goal' : 'verifying';
    case 'verification_passed':
      return `${event.subtask_id === undefined ? 'the goal is met' : 'verified'}${byWhat(event)}${standInsOf(event)}`;
    case 'verification_failed':
      return `not passed: ${whyRejected(event)}`;
    case 'subtask_landed': {
      const changes = Array.isArray(event['changes']) ? (event['changes'] as unknown[]) : [];
      const beside = listOf(event, 'unverified');
      const note = beside.length > 0 ? ` (not verified together with ${beside.join(', ')})` : '';
      return (changes.length > 0 ? `landed ${plural(changes.length, 'file')}` : 'landed') + note + notesOf(event);
    }
    case 'landing_conflict':
      return event['late'] === true
        ? `changed late: ${listOf(event, 'paths').join(', ')}${because(event)}`
        : `conflict in ${listOf(event, 'paths').join(', ') || 'files'}`;
    case 'changes_reverted':
      return `reverted ${listOf(event, 'paths').join(', ')}${notesOf(event)}`;
    case 'memory_entry_created':
      return `remembers: ${textOf(event, 'summary') ?? 'something'}`;
    case 'memory_incomplete':
      return `not all of it is remembered${because(event)}`;
    case 'approval_requested':
      return `waits for approval${because(event)}${textOf(event, 'command') === null ? '' : `: ${textOf(event, 'command') ?? ''}`}`;
    case 'approval_received':
      return event['approved'] === false ? `refused${because(event)}` : 'approved';
    case 'steer_instruction':
    case 'feedback_received':
      return `you said: ${textOf(event, 'instruction', 'feedback', 'text') ?? ''}`;
    case 'worker_waiting':
      return `no worker can take this: ${textOf(event, 'role') ?? 'worker'}${because(event)}`;
    case 'task_executing':
    case 'model_invocation':
      return null;
    default:
      return null;
  }
}
