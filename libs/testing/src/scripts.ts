import type { Role } from '#domain';
import type { Script, ScriptedAnswer, ScriptedReply, SeenRequest } from './scripted-reply.js';

/** Answers in order, or a function of the request and of how many such requests there were before it, from 0. */
export type Steps =
  | readonly ScriptedAnswer[]
  | ((request: SeenRequest, n: number) => ScriptedAnswer | undefined | Promise<ScriptedAnswer | undefined>);

/** The given answers, one a request, whoever asks. */
export function inOrder(steps: Steps): Script {
  let n = 0;
  return (request) => take(steps, request, n++, 'the script');
}

/** Each role has its own answers; the system message says which role asks ("You are the executor …"). */
export function scriptByRole(roles: Readonly<Partial<Record<Role, Steps>>>): Script {
  const counts = new Map<Role, number>();
  return (request) => {
    if (request.role === null) throw new Error('no role is named in the system message');
    const steps = roles[request.role];
    if (steps === undefined) throw new Error(`no answers for the role ${request.role}`);
    const n = counts.get(request.role) ?? 0;
    counts.set(request.role, n + 1);
    return take(steps, request, n, `the ${request.role}`);
  };
}

/**
 * The first case whose pattern is found in the messages answers. With parallel subtasks this is what tells their
 * conversations apart; each case counts on its own.
 */
export function firstMatching(
  cases: readonly (readonly [RegExp | string, Steps])[],
): (request: SeenRequest) => ScriptedAnswer | undefined | Promise<ScriptedAnswer | undefined> {
  const counts = new Map<number, number>();
  return (request) => {
    const text = textOf(request);
    const index = cases.findIndex(([pattern]) =>
      typeof pattern === 'string' ? text.includes(pattern) : pattern.test(text),
    );
    const found = cases[index];
    if (!found) throw new Error('no case matches the messages');
    const n = counts.get(index) ?? 0;
    counts.set(index, n + 1);
    return take(found[1], request, n, `the case ${String(found[0])}`);
  };
}

/** By turn of the conversation instead of by count, so that a conversation taken up again elsewhere goes on right. */
export const byTurn =
  (steps: readonly ScriptedAnswer[]) =>
  (request: SeenRequest): ScriptedAnswer | undefined =>
    steps[turnOf(request)];

/** Answers of the model that the request's conversation already holds. */
export const turnOf = (request: SeenRequest): number =>
  request.messages.filter((message) => message.role === 'assistant').length;

/** All messages' text, for patterns. */
export const textOf = (request: SeenRequest): string => request.messages.map(({ content }) => content).join('\n');

function take(
  steps: Steps,
  request: SeenRequest,
  n: number,
  whose: string,
): ScriptedAnswer | undefined | Promise<ScriptedAnswer | undefined> {
  if (typeof steps === 'function') return steps(request, n);
  const step = steps[n];
  if (!step) throw new Error(`${whose} has ${steps.length} answers and was asked once more`);
  return step;
}

export interface ScriptedSubtask {
  readonly id: string;
  readonly description?: string;
  readonly depends_on?: readonly string[];
  readonly model_tier?: number;
  readonly verification_tier?: number;
  readonly is_critical_path?: boolean;
  readonly acceptance_criteria?: string;
  readonly expected_outputs?: readonly string[];
  readonly checks?: readonly string[];
}

/** A planner's answer. A bare string is the id of a subtask without dependencies. */
export function plan(subtasks: readonly (ScriptedSubtask | string)[]): ScriptedReply {
  const full = subtasks.map((given) => {
    const subtask = typeof given === 'string' ? { id: given } : given;
    return {
      description: `Do ${subtask.id}.`,
      depends_on: [],
      model_tier: 1,
      verification_tier: 2,
      is_critical_path: true,
      acceptance_criteria: `${subtask.id} is done.`,
      ...subtask,
    };
  });
  return json({ subtasks: full });
}

/** One tool call. */
export const call = (name: string, args: Readonly<Record<string, unknown>> = {}): ScriptedReply => ({
  toolCalls: [{ name, arguments: args }],
});

/** Several tool calls in one turn. */
export const calls = (...each: readonly ScriptedReply[]): ScriptedReply => ({
  toolCalls: each.flatMap((reply) => reply.toolCalls ?? []),
});

/** The executor's explicit end of an attempt. */
export const finish = (summary: string, status: 'done' | 'blocked' = 'done', reason = ''): ScriptedReply =>
  call('finish', { summary, status, ...(reason === '' ? {} : { reason }) });

export const answer = (text: string): ScriptedReply => ({ text });

/** A verifier's pass. */
export const accept = (confidence = 0.95): ScriptedReply =>
  json({ passed: true, issues: [], confidence, suggestion: '' });

/** A verifier's fail. */
export const reject = (issues: string | readonly string[], suggestion = 'Mend it.', confidence = 0.9): ScriptedReply =>
  json({ passed: false, issues: typeof issues === 'string' ? [issues] : issues, confidence, suggestion });

export interface ScriptedMemory {
  readonly type?: string;
  readonly summary: string;
  readonly detail?: string;
  readonly tags?: readonly string[];
  readonly relevance_to?: readonly string[];
}

/** An extractor's answer; without entries, that there is nothing to remember. */
export const memory = (entries: readonly ScriptedMemory[] = []): ScriptedReply =>
  json(entries.map((entry) => ({ type: 'discovery', detail: '', tags: [], relevance_to: [], ...entry })));

/** Any value as a JSON answer. */
export const json = (value: unknown): ScriptedReply => ({ text: JSON.stringify(value) });

/** A promise and its release, for `hold`. */
export function gate(): { readonly promise: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const promise = new Promise<void>((resolve) => (open = resolve));
  return { promise, open: () => open() };
}
