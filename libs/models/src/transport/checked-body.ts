import { scan } from '../reply/read-arguments.js';
import { troubleOfAnswer } from './classify.js';
import { errorIn, excerpt, TryFailed } from './trouble.js';

/** `json` is a body that is one document; the others are streams. */
export type BodyKind = 'ndjson' | 'sse' | 'json';

const MAX_LINE_CHARACTERS = 32 * 1024 * 1024;
const encode = new TextEncoder();

/**
 * Hands a body on in whole lines, and raises what client libraries drop: a line that is no JSON, an error inside a
 * stream that began well. A server that answers a request for a stream with one document is brought into stream form.
 */
export async function* checkLines(
  body: AsyncIterable<Uint8Array>,
  kind: BodyKind,
  contentType: string,
  onEndMarker: () => void,
): AsyncGenerator<Uint8Array> {
  if (kind === 'json') {
    yield* body;
    return;
  }
  if (kind === 'sse' && /application\/json/i.test(contentType)) {
    const text = await readText(body);
    yield encode.encode(`data: ${JSON.stringify(asChunk(readJson(text)))}\n\n`);
    return;
  }
  if (kind === 'ndjson') {
    for await (const line of wholeLines(linesOf(body))) yield encode.encode(`${line}\n`);
    return;
  }
  for await (const data of eventsOf(linesOf(body))) {
    if (data.startsWith('[DONE]')) onEndMarker();
    yield encode.encode(`data: ${data}\n\n`);
  }
}

/** What proxies make of lines: events, as the other protocol has them. */
const EVENT = /^(?:data:[ ]?|(?:event|id|retry):.*|:.*)/s;

/** What runners and proxies print before an answer: nothing in it can be a piece of JSON. */
const REMARK = /^[^{}[\]"]{1,500}$/;
const MOST_REMARKS = 20;

/**
 * Lines that each hold one JSON object. A body whose first line opens one without closing it is one printed document;
 * remarks before an answer are left out, and are what is wrong where none follows.
 */
async function* wholeLines(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let first = true;
  let document: string[] | null = null;
  const remarks: string[] = [];
  for await (const received of lines) {
    const line: string = document === null ? received.replace(EVENT, '') : received;
    if (document !== null) document.push(line);
    else if (line.trim() === '' || line.startsWith('[DONE]')) continue;
    else if (first && remarks.length < MOST_REMARKS && REMARK.test(line)) {
      remarks.push(line);
      continue;
    } else if (first && line.trim() === '{') document = [line];
    else for (const one of apart(line)) yield checkedLine(one);
    first = false;
  }
  if (document !== null) yield JSON.stringify(readJson(document.join('\n')));
  else if (first && remarks.length > 0) readJson(remarks.join(' '));
}

function checkedLine(line: string): string {
  const value = readJson(line);
  return 'error' in value ? JSON.stringify(withoutNoError(value)) : isJson(line) ? line : JSON.stringify(value);
}

/** The objects of a line whose ends were lost on the way. */
function apart(line: string): readonly string[] {
  if (isJson(line)) return [line];
  const { pieces, rest, missing, inString } = scan(line);
  return pieces.length > 1 && rest.trim() === '' && missing === '' && !inString ? pieces : [line];
}

/**
 * Data of each event. Lines of data that belong together are joined, as the format has it; each alone may be JSON too.
 */
async function* eventsOf(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let held: string[] = [];
  let name = '';
  const take = (): string | null => {
    const data = held.join('\n').trim();
    const event = name;
    held = [];
    name = '';
    if (data === '' || data.startsWith('[DONE]')) return data === '' ? null : data;
    const value = readJson(data);
    if (event === 'error') throw new TryFailed(troubleOfAnswer(500, data, () => null));
    return JSON.stringify(value);
  };
  for await (const line of lines) {
    const [, field, content = ''] = /^(data|event|error):[ ]?(.*)$/s.exec(line) ?? [];
    // The server of llama.cpp, until the end of 2025: no field of the format, which readers of it drop.
    if (field === 'error') throw new TryFailed(troubleOfAnswer(500, content, () => null));
    // Servers that forget the blank line between events put a whole value on each line.
    const ended = line === '' || (field !== undefined && held.length === 1 && isJson(held[0] ?? ''));
    const event = ended ? take() : null;
    if (event !== null) yield event;
    if (field === 'event') name = content.trim();
    else if (field === 'data' && content.trim() !== '') held.push(content);
    if (held.length === 1 && held[0]?.startsWith('[DONE]') === true) {
      const done = take();
      if (done !== null) yield done;
    }
  }
  // A last event without its blank line is an event all the same.
  const last = take();
  if (last !== null) yield last;
}

/** Client libraries take the mere key for an error, whatever stands behind it. */
function withoutNoError({ error: _, ...rest }: Record<string, unknown>): Record<string, unknown> {
  return rest;
}

/** What is no number is written as a bare word by servers in Python. Texts stay as they are. */
export const numbersOnly = (text: string): string =>
  text.replace(/"(?:[^"\\]|\\.)*"?|-?\b(?:NaN|Infinity)\b/g, (piece) => (piece.startsWith('"') ? piece : 'null'));

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return text.startsWith('[DONE]');
  }
}

function readJson(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(isJson(text) ? text : numbersOnly(text));
  } catch {
    throw new TryFailed({
      kind: 'interrupted',
      because: `the answer holds a line that is no JSON: ${excerpt(text).slice(0, 120)}`,
    });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TryFailed({ kind: 'interrupted', because: 'the answer holds a line that is no JSON object' });
  const error = errorIn(value);
  if (error !== null) {
    // No status tells more here: the sentence decides, and a plain one is a fault of the server.
    throw new TryFailed(troubleOfAnswer(500, text, () => null));
  }
  return value as Record<string, unknown>;
}

/** A whole completion as the one chunk of a stream. */
function asChunk(whole: Record<string, unknown>): Record<string, unknown> {
  const choices = Array.isArray(whole['choices']) ? (whole['choices'] as unknown[]) : [];
  const turned = choices.map((choice) => {
    const { message, ...rest } = (choice ?? {}) as Record<string, unknown>;
    return { ...rest, delta: message ?? {} };
  });
  return { ...whole, object: 'chat.completion.chunk', choices: turned };
}

async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

/** Lines of a UTF-8 body, wherever it was cut; the last one may lack its end. */
async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let held: string[] = [];
  let size = 0;
  let endedWithReturn = false;
  for await (const chunk of body) {
    const decoded = decoder.decode(chunk, { stream: true });
    // A line may end with a carriage return alone, and a pair of both may be cut in two.
    const parts = (endedWithReturn && decoded.startsWith('\n') ? decoded.slice(1) : decoded).split(/\r\n|\r|\n/);
    if (decoded !== '') endedWithReturn = decoded.endsWith('\r');
    for (const [index, part] of parts.entries()) {
      held.push(part);
      size += part.length;
      if (size > MAX_LINE_CHARACTERS)
        throw new TryFailed({ kind: 'refused', because: 'the answer holds a line of more than 32 Mi characters' });
      if (index === parts.length - 1) continue;
      yield held.join('');
      held = [];
      size = 0;
    }
  }
  const rest = held.join('') + decoder.decode();
  if (rest !== '') yield rest;
}
