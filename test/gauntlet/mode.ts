import {
  isRaw,
  plan,
  turnOf,
  type Chunking,
  type ScriptedAnswer,
  type ScriptedReply,
  type ScriptedSubtask,
  type SeenRequest,
} from '#testing';
import type { Role } from '#domain';
import type { LedgerEvent } from './play.js';

export const PROTOCOLS = ['ollama', 'openai'] as const;
export type Protocol = (typeof PROTOCOLS)[number];
/** How each body is cut into writes; 7 bytes cut through lines, tokens and characters. */
export const CHUNKINGS = ['whole', 'line', 7] as const satisfies readonly Chunking[];

/** An answer, or a function of the request and of how many of the role's requests there were before it. */
export type Step = ScriptedAnswer | ((request: SeenRequest, n: number) => ScriptedAnswer);
/** One after the other; the last one is said for ever. */
export type Steps = readonly [Step, ...Step[]];
/** By path; a string is UTF-8. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** What a run leaves for a mode's own assertions. */
export interface Played {
  readonly requests: readonly SeenRequest[];
  readonly events: readonly LedgerEvent[];
  readonly status: string;
  readonly error: string;
  /** Requests of one role. */
  of(role: Role): readonly SeenRequest[];
  /** Text of all messages of the role's n-th request, from 0; empty when it never came. */
  prompt(role: Role, n: number): string;
  /** Everything the ledger recorded, as one text. */
  readonly ledger: string;
  /** Memory entries of the task. */
  readonly memory: readonly { readonly summary: string; readonly entry_type: string; readonly verified: boolean }[];
}

/** One way in which a model or its server breaks a harness. */
export interface Mode {
  readonly id: string;
  readonly title: string;
  /** Where it bites. */
  readonly at: Role | 'transport';
  readonly protocols: readonly Protocol[];
  readonly goal: string;
  readonly before: Files;
  readonly script: Readonly<Record<Role, Steps>>;
  /** The workspace of a task that completed; null when completing is wrong whatever the files are. */
  readonly after: Files | null;
  /** Files as they may also be when a task stops on its way; what is not named is as before, or as afterwards. */
  readonly halfway: readonly Files[];
  /** What an honest failure names; null when only completing will do. */
  readonly fails: RegExp | null;
  /** Most model requests. */
  readonly mostRequests: number;
  /** Throws what is wrong; each sentence is one assertion. */
  readonly check: (played: Played) => readonly (readonly [boolean, string])[];
  /** Sections of loom.toml, or pages of the model server, that no other mode may share. */
  readonly own: Own | null;
  /** Seconds until it counts as stuck. */
  readonly limit: number;
  /** Files with the right to be executed, before and afterwards; null = nobody looks. */
  readonly executable: { readonly before: readonly string[]; readonly after: readonly string[] } | null;
  /** Another task in the same workspace, once this one has completed; how that one ends is how the mode ends. */
  readonly then: { readonly goal: string; readonly script: Mode['script'] } | null;
}

/** Keys of one section of loom.toml. */
export type Settings = Readonly<Record<string, string | number | boolean>>;

export interface Own {
  /** Settings of [models.main]. */
  readonly model?: Settings;
  /** By section of loom.toml; what is not named stays as for every mode. */
  readonly config?: Readonly<Record<string, Settings>>;
  readonly contextWindow?: number;
}

type Said = Partial<Readonly<Record<Role, Steps>>> & {
  readonly goal?: string;
  readonly plan?: readonly (ScriptedSubtask | string)[];
};
type Given = Pick<Mode, 'id' | 'title' | 'at'> &
  Partial<Pick<Mode, 'protocols' | 'before' | 'mostRequests' | 'check' | 'own' | 'limit' | 'executable'>> &
  Said & {
    /** Null: gone. */
    readonly after?: Readonly<Record<string, string | Uint8Array | null>>;
    readonly halfway?: readonly Files[];
    readonly fails?: RegExp;
    readonly then?: Said;
  };

const GOAL = 'Create a.txt with the single line "hello".';
const YES: ScriptedReply = { text: '{"passed": true, "issues": [], "confidence": 0.95, "suggestion": ""}' };

/** Fills in what the mode does not speak of: one subtask, a verifier that believes everything, nothing to remember. */
export function mode(given: Given): Mode {
  return {
    protocols: PROTOCOLS,
    before: {},
    mostRequests: 40,
    check: () => [],
    own: null,
    limit: 180,
    executable: null,
    ...given,
    after: given.after === undefined ? null : kept({ ...given.before, ...given.after }),
    halfway: given.halfway ?? [],
    fails: given.fails ?? null,
    ...scripted(given),
    then: given.then === undefined ? null : scripted(given.then),
  };
}

const kept = (files: Readonly<Record<string, string | Uint8Array | null>>): Files =>
  Object.fromEntries(Object.entries(files).flatMap(([path, content]) => (content === null ? [] : [[path, content]])));

function scripted(said: Said): Pick<Mode, 'goal' | 'script'> {
  const goal = said.goal ?? GOAL;
  return {
    goal,
    script: {
      planner: said.planner ?? [plan(said.plan ?? [{ id: 'work', description: goal, acceptance_criteria: goal }])],
      executor: said.executor ?? [WRITE, FINISH],
      verifier: said.verifier ?? [YES],
      extractor: said.extractor ?? [{ text: '[]' }],
    },
  };
}

/** The usual good work: the file, then the end. */
export const HELLO: Files = { 'a.txt': 'hello\n' };
export const WRITE: ScriptedReply = {
  toolCalls: [{ name: 'write_file', arguments: { path: 'a.txt', content: 'hello\n' } }],
};
export const FINISH: ScriptedReply = {
  toolCalls: [{ name: 'finish', arguments: { summary: 'All of it is done.', status: 'done' } }],
};

/** Both, in any number of attempts. */
export const WORK: Step = ({ messages }) => (messages.some(({ role }) => role === 'tool') ? FINISH : WRITE);

/** The same turns in every attempt; the last one is said for ever. */
export const attempt =
  (...turns: readonly [ScriptedReply, ...ScriptedReply[]]): Exclude<Step, ScriptedAnswer> =>
  (request) =>
    turns[Math.min(turnOf(request), turns.length - 1)] ?? turns[0];

/** By the subtask that is asked for. */
export const bySubtask =
  (steps: Readonly<Record<string, Step>>): Exclude<Step, ScriptedAnswer> =>
  (request, n) => {
    const id = /# Your subtask: (\S+)/.exec(request.messages.map(({ content }) => content).join('\n'))?.[1] ?? '';
    const step = steps[id] ?? FINISH;
    return typeof step === 'function' ? step(request, n) : step;
  };

/** Bytes of a whole answer in each protocol. */
export function wire(bodies: Partial<Record<Protocol, string | Uint8Array>>, endHow?: 'reset' | 'hang'): Step {
  return ({ protocol }) => ({
    headers: { 'content-type': protocol === 'ollama' ? 'application/x-ndjson' : 'text/event-stream' },
    chunks: [bodies[protocol] ?? ''],
    ...(endHow === undefined ? {} : { endHow }),
  });
}

/** An error status with the body each server family sends. */
export const refusal = (status: number, errorBody: string | Readonly<Record<string, unknown>>): ScriptedReply => ({
  status,
  errorBody,
});

type Json = Readonly<Record<string, unknown>>;
/** One line of Ollama's stream. */
export const ol = (message: Json, rest: Json = { done: false }): string =>
  `${JSON.stringify({ model: 'm', created_at: '2026-01-01T00:00:00Z', message: { role: 'assistant', content: '', ...message }, ...rest })}\n`;
export const olEnd = (reason = 'stop', counts: Json = { prompt_eval_count: 900, eval_count: 20 }): string =>
  ol({}, { done: true, done_reason: reason, ...counts });
/** One event of an OpenAI stream. */
export const oa = (delta: Json | null, finish: string | null = null, rest: Json = {}): string =>
  `data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason: finish }], ...rest })}\n\n`;
export const oaEnd = (
  finish = 'stop',
  usage: Json = { prompt_tokens: 900, completion_tokens: 20, total_tokens: 920 },
): string =>
  `${oa({}, finish)}data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', choices: [], usage })}\n\ndata: [DONE]\n\n`;
/** A piece of a call over the OpenAI protocol. */
export const oaCall = (index: number, name: string | undefined, args: unknown, id?: string): string =>
  oa({
    tool_calls: [
      {
        index,
        ...(id === undefined ? {} : { id }),
        type: 'function',
        function: { ...(name === undefined ? {} : { name }), arguments: args },
      },
    ],
  });

/** Raw bodies are cut like rendered ones, so that every mode meets every chunking. */
export function rechunked(answer: ScriptedAnswer, chunking: Chunking): ScriptedAnswer {
  if (!isRaw(answer) || answer.gapMs !== undefined) return answer;
  const whole = Buffer.concat(answer.chunks.map((chunk) => Buffer.from(chunk)));
  if (chunking === 'whole') return { ...answer, chunks: [whole] };
  const chunks: Buffer[] = [];
  for (let at = 0; at < whole.length;) {
    const lineEnd = whole.indexOf(10, at);
    const end =
      chunking === 'line' ? (lineEnd < 0 ? whole.length : lineEnd + 1) : at + (chunking === 'byte' ? 1 : chunking);
    chunks.push(whole.subarray(at, end));
    at = end;
  }
  return { ...answer, chunks };
}
