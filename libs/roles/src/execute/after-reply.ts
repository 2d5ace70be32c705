import { FILTERED, type ModelReply } from '../ports/model-client.js';

/** What follows a model's turn. */
export type Next =
  | { readonly kind: 'act' }
  | { readonly kind: 'say'; readonly text: string; readonly because: string }
  | { readonly kind: 'ask_again' }
  | { readonly kind: 'ended'; readonly summary: string }
  | { readonly kind: 'silent' }
  /** Its words never came to their end, so that nobody knows what they were to say. */
  | { readonly kind: 'cut_off' };

export interface SoFar {
  /** Tools that have run in this attempt. */
  readonly toolCalls: number;
  /** Whether they have changed files. */
  readonly changed: boolean;
  /** Times the model was asked to act or to finish. */
  readonly nudges: number;
  /** Empty replies since a tool last ran, this one not counted. */
  readonly emptyReplies: number;
}

export const MOST_NUDGES = 2;
export const MOST_EMPTY = 3;

/** The finish rules for one turn. `finish` itself is a tool, so it is not seen here. */
export function afterReply(reply: ModelReply, soFar: SoFar): Next {
  if (reply.toolCalls.length > 0) return { kind: 'act' };
  if (reply.brokenCalls.length > 0)
    return { kind: 'say', text: aboutBrokenCalls(reply), because: 'calls could not be read' };
  if (reply.text.trim() === '') return { kind: soFar.emptyReplies + 1 >= MOST_EMPTY ? 'silent' : 'ask_again' };
  if (reply.finish === 'length')
    return soFar.nudges < MOST_NUDGES
      ? { kind: 'say', text: CUT_OFF, because: 'the answer was cut off' }
      : { kind: 'cut_off' };
  return afterText(reply.text, soFar);
}

/** The rule for a turn of words alone. */
export function afterText(text: string, soFar: SoFar): Extract<Next, { kind: 'say' | 'ended' }> {
  const why = reproachFor(text, soFar);
  if (why === null || soFar.nudges >= MOST_NUDGES) return { kind: 'ended', summary: text.trim() };
  return { kind: 'say', ...why };
}

function reproachFor(text: string, { toolCalls, changed }: SoFar): { text: string; because: string } | null {
  if (text.includes('```') && !changed)
    return { text: NOT_WRITTEN, because: 'what was to be written stands in the answer' };
  if (toolCalls === 0) return { text: NOTHING_DONE, because: 'no tool was called' };
  if (asks(text)) return { text: NOBODY, because: 'the answer is a question' };
  return announces(text) ? { text: ANNOUNCED, because: 'the answer only announces' } : null;
}

/** What was amiss with an answer, as the end of a sentence; null when nothing was. */
export function amissWith({ text, thinking, toolCalls, brokenCalls, finish, notes }: ModelReply): string | null {
  const [broken] = brokenCalls;
  const limit = finish === 'length' ? 'cut off at its limit of tokens' : null;
  if (broken !== undefined)
    return `held a call of ${broken.name || 'no tool'} that could not be read: ${broken.problem}`;
  if (text.trim() === '' && toolCalls.length === 0 && thinking.trim() !== '')
    return `was nothing but thoughts${limit === null ? '' : `, ${limit}`}`;
  if (text.trim() === '' && toolCalls.length === 0 && notes.includes(FILTERED))
    return 'was held back by a filter of the server';
  return limit === null ? null : `was ${limit}`;
}

/** Tokens; an answer with nothing in it takes fewer. */
const LEAST_SAID = 16;

/** Whether the model has said something of which nothing came: some servers leave out a call that they cannot read. */
export const isSwallowed = ({ text, thinking, toolCalls, brokenCalls, usage, notes }: ModelReply): boolean =>
  `${text}${thinking}`.trim() === '' &&
  toolCalls.length + brokenCalls.length === 0 &&
  !usage.estimated &&
  usage.completionTokens >= LEAST_SAID &&
  !notes.includes(FILTERED);

const CUT_OFF =
  '[Loom] Your answer was cut off because it was too long. Call a tool now, with less text, or call finish.';
const ANNOUNCED =
  '[Loom] You said what you will do next, but called no tool. Call the tool now, or call finish if the subtask is done.';
const NOBODY =
  '[Loom] Nobody is there to answer. Decide it yourself as the subtask and its acceptance criteria ask, and go on with a tool, or call finish if the subtask is done.';
const NOT_WRITTEN =
  '[Loom] Nothing has been written: code in an answer is not a file. Write it with write_file now, or call finish if nothing is to be done.';
const NOTHING_DONE =
  '[Loom] You have not called a tool yet, so nothing has been done. Call a tool now, or call finish if nothing is to be done.';

/** What the model is told about calls that were not run because nobody could read them. */
export function aboutBrokenCalls(reply: ModelReply): string {
  const faults = reply.brokenCalls.map((call) => `- ${call.name || '(no name)'}: ${call.problem}`);
  const again =
    reply.finish === 'length'
      ? 'Your answer was cut off because it was too long: write a long file in parts, the first with write_file and the rest with edit_file.'
      : 'Make each call again, with valid JSON arguments.';
  return `[Loom] These tool calls could not be read and were not run:\n${faults.join('\n')}\n${again}`;
}

/** Answers that are offered behind a question. */
const CHOICE = /[([][^()[\]\n]{1,60}[)\]]$/;
/** A question without its mark. */
const WAITS =
  /\bplease\s+(?:confirm|advise|specify|clarify)(?:\W*$|\s+(?:whether|if|which|how|before|so)\b)|\b(?:a?waiting\s+(?:for\s+)?)your\s+(?:confirmation|answer|approval|reply|decision|permission)\b/i;

/** Whether a text ends with a question; offers of further help are none. */
export function asks(text: string): boolean {
  const last = sentencesOf(text.trim().replace(CHOICE, '').trimEnd()).at(-1) ?? '';
  return (
    (/[?？]$/.test(last) || WAITS.test(last)) &&
    !/\b(?:anything else|further help|any (?:other )?questions|help you with)\b/i.test(last)
  );
}

const INTENT =
  /\b(i(?:'ll| will| am going to|'m going to| need to| should| can now| have to)|let me|let's|let us|next,? (?:i|we)|now (?:i|we|let)|going to|will now|the next step is|first,? i)\b/i;
const DONE =
  /\b(done|finished|completed?|complete[ds]|all (?:tests|checks|criteria)|is now|has been|have been|was (?:created|written|updated)|successfully)\b/i;

/** Whether a text only says what comes next. Judged by its last sentence: reports may speak of plans on the way. */
export function announces(text: string): boolean {
  const last = sentencesOf(text).at(-1) ?? '';
  if (last.endsWith(':')) return true;
  return INTENT.test(last) && !DONE.test(last) && !/let me know|if you|feel free/i.test(last);
}

const sentencesOf = (text: string): string[] =>
  text
    .trim()
    .split(/(?<=[.!?:])\s+|\n+/)
    .map((s) => s.trim())
    .filter((s) => s !== '');
