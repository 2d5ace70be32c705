import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { FILTERED } from '#roles';
import { callParts, callsOf, endOf } from '../reply/call-parts.js';
import type { RawAnswer, RawCall } from '../reply/raw-answer.js';
import { isObject } from '../reply/read-arguments.js';
import { TryFailed } from '../transport/trouble.js';
import { JoinedPieces } from './joined-pieces.js';
import type { OnPiece } from './provider.js';

interface OpenCall {
  readonly index: number;
  id: string;
  name: string;
  /** What pieces behind the first have for a name. */
  rest: string;
  text: string;
  /** Arguments sent as an object instead of as text. */
  value: unknown;
}

/** Puts the chunks of a stream together; every field is looked at before it is used. */
export class OpenAiAnswer {
  private readonly text = new JoinedPieces();
  private readonly thinking = new JoinedPieces();
  private readonly calls: OpenCall[] = [];
  private finish: string | null = null;
  private usage: RawAnswer['usage'] = null;

  constructor(private readonly onPiece: OnPiece) {}

  get isComplete(): boolean {
    return this.finish !== null;
  }

  take(received: ChatCompletionChunk): void {
    const chunk: unknown = received;
    if (!isObject(chunk)) return;
    if (isObject(chunk['usage'])) this.usage = usageIn(chunk['usage']) ?? this.usage;
    const choices = Array.isArray(chunk['choices']) ? (chunk['choices'] as unknown[]).filter(isObject) : [];
    // One answer was asked for; what some servers send beside it is another one.
    const choice = choices.find(({ index }) => !(typeof index === 'number' && index > 0));
    if (choice === undefined) return;
    // Some servers send whole messages as chunks.
    const delta = [choice['delta'], choice['message']].find(isObject) ?? {};
    const thinking =
      firstText(delta['reasoning_content'], delta['reasoning'], delta['thinking']) +
      partsOf(delta['content'], (type) => THOUGHTS.test(type));
    const content = contentOf(delta['content']) + firstText(delta['refusal']);
    const finish = typeof choice['finish_reason'] === 'string' ? choice['finish_reason'] : '';
    const newThinking = this.thinking.take(thinking, finish !== '');
    const newContent = this.text.take(content, finish !== '');
    if (newThinking !== '') this.onPiece('thinking', newThinking);
    if (newContent !== '') this.onPiece('text', newContent);
    for (const call of callsOf(delta)) this.takeCall(call);
    if (finish !== '') this.finish = finish;
  }

  /** `sawEndMarker`: the stream was closed with `[DONE]`. */
  whole(sawEndMarker: boolean): RawAnswer {
    const [text, thinking] = [this.text.text, this.thinking.text];
    const empty = text === '' && thinking === '' && this.calls.length === 0;
    if (this.finish === null && (!sawEndMarker || empty))
      throw new TryFailed({ kind: 'interrupted', because: 'the answer ended without a finish reason' });
    const end = endOf(this.finish ?? '');
    if (end === 'failed')
      throw new TryFailed({ kind: 'interrupted', because: `the server ended the answer with "${this.finish ?? ''}"` });
    return {
      text,
      thinking,
      calls: withoutRepeats(this.calls).map(({ name, rest, text, value }): RawCall => ({
        name,
        ...(rest === '' ? {} : { inPieces: name + rest }),
        arguments: value === undefined ? text : value,
      })),
      finish: end,
      usage: this.usage,
      notes: [
        ...(this.finish === null ? ['the server named no finish reason'] : []),
        ...(this.finish === 'content_filter' ? [FILTERED] : []),
      ],
    };
  }

  /** A piece belongs to the open call of its index, unless it brings another id, or a name after whole arguments. */
  private takeCall(piece: unknown): void {
    const parts = callParts(piece);
    if (parts === null || !isObject(piece)) return;
    const { id, name, arguments: args } = parts;
    const index = typeof piece['index'] === 'number' ? piece['index'] : (this.calls.at(-1)?.index ?? 0);
    const open = this.calls.findLast((call) => call.index === index);
    const isOther =
      open === undefined ||
      // Some servers make a new id for each piece: one without a name goes on with a call that is not whole.
      (id !== '' && open.id !== '' && id !== open.id && (name !== '' || isWhole(open))) ||
      (id === '' && name !== '' && open.name !== '' && isWhole(open) && startsAnew(args));
    const call: OpenCall = isOther ? { index, id: '', name: '', rest: '', text: '', value: undefined } : open;
    if (isOther) this.calls.push(call);
    if (call.id === '') call.id = id;
    // Some servers repeat the name in every piece: it is set once and never appended.
    if (call.name === '') call.name = name;
    else if (name !== call.name) call.rest += name;
    if (typeof args === 'string') call.text = repeats(call.text, args) ? args : call.text + args;
    else if (isObject(args)) call.value = args;
  }
}

const firstText = (...values: readonly unknown[]): string =>
  values.find((value): value is string => typeof value === 'string' && value !== '') ?? '';
const startsAnew = (value: unknown): boolean =>
  value === '' || isObject(value) || (typeof value === 'string' && /^\s*\{/.test(value));

/** Some servers send in each piece all that came before it: no JSON object goes on with its own beginning. */
const repeats = (text: string, piece: string): boolean => text.startsWith('{') && piece.startsWith(text);

/** Types of content parts that hold no answer. */
const THOUGHTS = /^(?:thinking|reasoning|thought|summary_text)/;

function contentOf(value: unknown): string {
  return typeof value === 'string' ? value : partsOf(value, (type) => !THOUGHTS.test(type));
}

/** Text of a list of parts whose type is wanted; a part may hold parts. */
function partsOf(value: unknown, isWanted: (type: string) => boolean): string {
  if (!Array.isArray(value)) return '';
  return value
    .map((part: unknown) => {
      if (!isObject(part) || !isWanted(typeof part['type'] === 'string' ? part['type'] : 'text')) return '';
      const [inner] = [part['text'], part['thinking'], part['reasoning']].filter((text) => text !== undefined);
      return typeof inner === 'string' ? inner : partsOf(inner, () => true);
    })
    .join('');
}

function isWhole({ text, value }: OpenCall): boolean {
  if (value !== undefined) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function usageIn(usage: Readonly<Record<string, unknown>>): RawAnswer['usage'] {
  const count = (value: unknown): number | null =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
  const promptTokens = count(usage['prompt_tokens']);
  const completionTokens = count(usage['completion_tokens']);
  return promptTokens === null || promptTokens === 0 ? null : { promptTokens, completionTokens: completionTokens ?? 0 };
}

/** A server may send every call again, whole, in a closing chunk. */
function withoutRepeats(calls: readonly OpenCall[]): readonly OpenCall[] {
  return calls.filter(
    (call, at) =>
      call.id === '' ||
      !calls.slice(0, at).some((other) => other.id === call.id && other.name === call.name && other.text === call.text),
  );
}
