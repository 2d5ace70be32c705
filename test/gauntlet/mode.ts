import {
  isRaw,
  plan,
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
}

export interface Own {
  /** Lines of the section [models.main]. */
  readonly model?: Readonly<Record<string, string | number | boolean>>;
  readonly toml?: string;
  readonly contextWindow?: number;
}

type Given = Pick<Mode, 'id' | 'title' | 'at'> &
  Partial<Pick<Mode, 'protocols' | 'before' | 'mostRequests' | 'check' | 'own' | 'limit' | 'goal'>> &
  Partial<Readonly<Record<Role, Steps>>> & {
    readonly plan?: readonly (ScriptedSubtask | string)[];
    readonly after?: Files;
    readonly fails?: RegExp;
  };

const GOAL = 'Create a.txt with the single line "hello".';
const YES: ScriptedReply = { text: '{"passed": true, "issues": [], "confidence": 0.95, "suggestion": ""}' };

/** Fills in what the mode does not speak of: one subtask, a verifier that believes everything, nothing to remember. */
export function mode(given: Given): Mode {
  const goal = given.goal ?? GOAL;
  return {
    protocols: PROTOCOLS,
    before: {},
    mostRequests: 40,
    check: () => [],
    own: null,
    limit: 180,
    ...given,
    goal,
    after: given.after === undefined ? null : { ...given.before, ...given.after },
    fails: given.fails ?? null,
    script: {
      planner: given.planner ?? [plan(given.plan ?? [{ id: 'work', description: goal, acceptance_criteria: goal }])],
      executor: given.executor ?? [WRITE, FINISH],
      verifier: given.verifier ?? [YES],
      extractor: given.extractor ?? [{ text: '[]' }],
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
