/** Every type of event a task's log can hold; the names are part of the outside contract. */
export const EVENT_TYPES = [
  'task_created',
  'task_planning',
  'task_plan_ready',
  'task_executing',
  'task_replanning',
  'task_paused',
  'task_resumed',
  'task_completed',
  'task_failed',
  'task_cancelled',
  'subtask_started',
  'subtask_retrying',
  'subtask_completed',
  'subtask_failed',
  'subtask_blocked',
  'subtask_skipped',
  'model_invocation',
  'tool_call_started',
  'tool_call_completed',
  'verification_started',
  'verification_passed',
  'verification_failed',
  'subtask_landed',
  'landing_conflict',
  'changes_reverted',
  'memory_entry_created',
  'memory_incomplete',
  'approval_requested',
  'approval_received',
  'steer_instruction',
  'feedback_received',
  'worker_waiting',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

const TERMINAL: ReadonlySet<string> = new Set<EventType>(['task_completed', 'task_failed', 'task_cancelled']);
export const isTerminalEvent = (type: string): boolean => TERMINAL.has(type);

/** An event before the ledger has numbered it. */
export interface NewEvent {
  readonly type: EventType;
  readonly subtaskId?: string;
  /** The attempt it belongs to. */
  readonly correlationId?: string;
  /** Further fields, snake_case: they go to the wire as they are. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** An event as the ledger holds it. `sequence` is gap-free per task and is the SSE id. */
export interface StoredEvent extends NewEvent {
  readonly taskId: string;
  readonly sequence: number;
  /** RFC 3339, UTC. */
  readonly at: string;
}

/** The event as readers see it. */
export interface WireEvent {
  readonly task_id: string;
  readonly subtask_id?: string;
  readonly event_type: EventType;
  readonly sequence: number;
  readonly timestamp: string;
  readonly correlation_id: string;
  readonly [field: string]: unknown;
}

export function toWireEvent(event: StoredEvent): WireEvent {
  return {
    ...event.data,
    task_id: event.taskId,
    ...(event.subtaskId === undefined ? {} : { subtask_id: event.subtaskId }),
    event_type: event.type,
    sequence: event.sequence,
    timestamp: event.at,
    correlation_id: event.correlationId ?? event.taskId,
  };
}

/** A piece of a model's answer while it is being written: shown, never stored. */
export interface TokenPiece {
  readonly taskId: string;
  readonly subtaskId?: string;
  readonly correlationId: string;
  readonly kind: 'text' | 'thinking';
  readonly text: string;
}
