import type { AttemptEntry, Work } from '#contracts';
import type { AssistantMessage, ModelUsed, ToolCall } from '#domain';

/* What an attempt's recorded entries say about where it stands. */

const HEARD = 'heard the user up to instruction ';

/** Recorded beside each instruction that goes into the conversation, so that a taken-over attempt hears the rest. */
export const heardNote = (id: number): string => `${HEARD}${id}`;

/** Id of the last instruction that is in the attempt's prompts; a first prompt holds all there are. */
export function lastHeard(work: Work): number {
  if (work.recorded.length === 0 || work.stage !== 'execute') return Math.max(0, ...work.instructions.map((i) => i.id));
  const heard = work.recorded.flatMap((e) => (e.kind === 'note' && e.text.startsWith(HEARD) ? [e.text] : []));
  return Math.max(0, ...heard.map((text) => Number(text.slice(HEARD.length)) || 0));
}

export interface OpenCall {
  readonly call: ToolCall;
  /** It may have run: it was recorded as begun. */
  readonly begun: boolean;
}

/** What a person, or silence, said to a call that waited. */
export type Answer = Omit<Extract<AttemptEntry, { kind: 'approval' }>, 'kind' | 'n' | 'at'>;

export interface Standing {
  readonly turns: number;
  readonly toolCalls: number;
  readonly failedToolCalls: number;
  readonly emptyReplies: number;
  /** Calls of the last reply that have no result, in order. */
  readonly open: readonly OpenCall[];
  /** Answers to calls of the last reply, by call. */
  readonly answers: ReadonlyMap<string, Answer>;
  /** Whether an earlier call of that reply failed. */
  readonly failedInBatch: boolean;
  /** What an accepted `finish` said, when the outcome got lost. */
  readonly finished: { readonly status: string; readonly summary: string; readonly reason: string } | null;
  readonly model: ModelUsed | null;
  readonly lastReply: AssistantMessage | null;
}

export function standingOf(entries: readonly AttemptEntry[]): Standing {
  let turns = 0;
  let toolCalls = 0;
  let failedToolCalls = 0;
  let emptyReplies = 0;
  let failedInBatch = false;
  let model: ModelUsed | null = null;
  let lastReply: AssistantMessage | null = null;
  let saidAfter = false;
  const begun = new Set<string>();
  const answered = new Map<string, boolean>();
  const answers = new Map<string, Answer>();
  for (const entry of entries) {
    switch (entry.kind) {
      case 'reply':
        turns++;
        model = entry.model;
        lastReply = entry.message;
        failedInBatch = false;
        answers.clear();
        saidAfter = false;
        if (entry.message.content.trim() === '' && entry.message.toolCalls.length === 0) emptyReplies++;
        break;
      case 'call':
        begun.add(entry.callId);
        break;
      case 'result':
        answered.set(entry.callId, entry.success);
        toolCalls++;
        emptyReplies = 0;
        if (!entry.success) {
          failedToolCalls++;
          failedInBatch = true;
        }
        break;
      case 'messages':
        saidAfter = true;
        break;
      case 'approval':
        answers.set(entry.callId, entry);
        break;
      case 'checks':
      case 'note':
        break;
    }
  }
  const calls = lastReply?.toolCalls ?? [];
  const open = calls.filter((c) => !answered.has(c.id)).map((call) => ({ call, begun: begun.has(call.id) }));
  const finish = calls.find((c) => c.name === 'finish' && answered.get(c.id) === true);
  const said = (key: string): string => (typeof finish?.arguments[key] === 'string' ? finish.arguments[key] : '');
  return {
    turns,
    toolCalls,
    failedToolCalls,
    emptyReplies,
    open,
    answers,
    failedInBatch,
    finished:
      finish === undefined ? null : { status: said('status'), summary: said('summary'), reason: said('reason') },
    model,
    // A reply that was answered by words is dealt with.
    lastReply: saidAfter ? null : lastReply,
  };
}
