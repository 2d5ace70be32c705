import type { EventType } from '#contracts';

/* When the harm is done. */

/** Right after one of these events, with how many of each a run holds at least. */
const EVENTS = {
  task_created: 1,
  task_planning: 1,
  task_plan_ready: 1,
  subtask_started: 3,
  model_invocation: 10,
  tool_call_started: 6,
  tool_call_completed: 6,
  verification_started: 3,
  verification_passed: 3,
  approval_requested: 3,
  approval_received: 3,
  subtask_landed: 3,
  memory_entry_created: 3,
} as const satisfies Partial<Record<EventType, number>>;

/** Right after something that the run itself does, once. */
const ACTS = { webhook: 1, revert: 1, redo: 1 } as const;

export const MOMENTS = { ...EVENTS, ...ACTS };
export type Moment = keyof typeof MOMENTS;
export const MOMENT_NAMES = Object.keys(MOMENTS) as Moment[];

/** Whether a person has to release every result for the moment to come. */
export const isAboutApproval = (moment: Moment | null): boolean =>
  moment === 'approval_requested' || moment === 'approval_received';

/** Whether the run is undone and done again at its end for the moment to come. */
export const isAboutUndo = (moment: Moment | null): boolean => moment === 'revert' || moment === 'redo';
