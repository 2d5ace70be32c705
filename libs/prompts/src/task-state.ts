import { stringify } from 'yaml';
import type { SubtaskStatus } from '#domain';
import { cut, oneLine, wellFormed } from './cut.js';

export interface StateOfTask {
  readonly id: string;
  readonly goal: string;
  readonly status: string;
  readonly workspaceName: string;
  readonly context?: Readonly<Record<string, unknown>>;
}

export interface StateOfSubtask {
  readonly id: string;
  readonly description: string;
  readonly status: SubtaskStatus;
  readonly dependsOn: readonly string[];
  readonly summary: string | null;
  readonly error: string | null;
}

export interface StateOfPlan {
  readonly version: number;
  readonly subtasks: readonly StateOfSubtask[];
}

/** Tokens the task state may take; 4 characters count as one here, so that it does not depend on the model. */
export const STATE_TOKENS = 1500;
const CHARS = STATE_TOKENS * 4;

/** Plans of more steps than this are shown by what matters now. */
const LISTED_WHOLE = 15;
const NEXT_PENDING = 3;

/** How much is said of each thing; each level says less, and the first that fits is taken. */
interface Detail {
  readonly goal: number;
  readonly text: number;
  readonly descriptions: boolean;
  readonly listed: number;
  /** Subtasks of a plan that is not listed whole. */
  readonly rows: number;
  /** Dependencies of each. */
  readonly dependencies: number;
}
const LEVELS: readonly Detail[] = [
  { goal: 2000, text: 100, descriptions: true, listed: LISTED_WHOLE, rows: 20, dependencies: 10 },
  { goal: 1000, text: 100, descriptions: false, listed: LISTED_WHOLE, rows: 20, dependencies: 10 },
  { goal: 500, text: 60, descriptions: false, listed: LISTED_WHOLE, rows: 20, dependencies: 5 },
  { goal: 300, text: 40, descriptions: false, listed: 0, rows: 14, dependencies: 2 },
  { goal: 200, text: 0, descriptions: false, listed: 0, rows: 8, dependencies: 0 },
];

/** The task as compact YAML. Failed and skipped subtasks are never left out silently. */
export function renderTaskState(task: StateOfTask, plan: StateOfPlan | null): string {
  let text = '';
  for (const level of LEVELS) {
    text = render(task, plan, level);
    if (text.length <= CHARS) return text;
  }
  return wellFormed(text.slice(0, CHARS));
}

function render(task: StateOfTask, plan: StateOfPlan | null, level: Detail): string {
  const context = Object.entries(task.context ?? {}).map(([key, value]) => [
    cut(oneLine(key), 60),
    cut(oneLine(typeof value === 'string' ? value : JSON.stringify(value)), level.text * 2),
  ]);
  const state = {
    task: {
      id: task.id,
      goal: cut(task.goal, level.goal),
      status: task.status,
      workspace: task.workspaceName,
      ...(context.length > 0 && level.text > 0 ? { context: Object.fromEntries(context.slice(0, 20)) as object } : {}),
    },
    ...(plan === null ? {} : { plan: { version: plan.version }, ...subtasksOf(plan, level) }),
  };
  return stringify(state, { lineWidth: 0, aliasDuplicateObjects: false }).trimEnd();
}

function subtasksOf(plan: StateOfPlan, level: Detail): object {
  if (plan.subtasks.length <= level.listed) return { subtasks: plan.subtasks.map((s) => describe(s, level)) };
  const at = (...statuses: SubtaskStatus[]) => plan.subtasks.filter((s) => statuses.includes(s.status));
  const pending = at('pending');
  const trouble = at('failed', 'skipped', 'blocked');
  const now = [...at('running', 'verifying', 'waiting_approval'), ...trouble];
  return {
    subtask_counts: Object.fromEntries(
      [...new Set(plan.subtasks.map((s) => s.status))].map((status) => [status, at(status).length]),
    ) as object,
    subtasks: [...now.slice(0, level.rows), ...pending.slice(0, NEXT_PENDING)].map((s) => describe(s, level)),
    ...(now.length > level.rows ? { not_shown: now.length - level.rows } : {}),
    ...(pending.length > NEXT_PENDING ? { pending_not_shown: pending.length - NEXT_PENDING } : {}),
  };
}

function describe(subtask: StateOfSubtask, level: Detail): object {
  const said = (text: string | null) => (text === null || level.text === 0 ? '' : cut(oneLine(text), level.text));
  const summary = said(subtask.summary);
  const issue = said(subtask.error);
  return {
    id: subtask.id,
    status: subtask.status,
    ...(summary === '' ? {} : { summary }),
    ...(issue === '' ? {} : { active_issue: issue }),
    ...(subtask.dependsOn.length === 0 || level.dependencies === 0
      ? {}
      : { depends_on: subtask.dependsOn.slice(0, level.dependencies) }),
    ...(level.descriptions && summary === '' ? { description: cut(oneLine(subtask.description), level.text) } : {}),
  };
}
