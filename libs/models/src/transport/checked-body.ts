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
  for await (const line of linesOf(body)) {
    const checked = kind === 'ndjson' ? checkNdjson(line) : checkSse(line, onEndMarker);
    if (checked !== null) yield encode.encode(checked);
  }
  // A last event without its blank line is an event all the same.
  if (kind === 'sse') yield encode.encode('\n\n');
}

function checkNdjson(line: string): string | null {
  if (line.trim() === '') return null;
  readJson(line);
  return `${line}\n`;
}

function checkSse(line: string, onEndMarker: () => void): string | null {
  if (line.startsWith(':')) return null;
  const data = /^data:\s?(.*)$/s.exec(line)?.[1]?.trim();
  if (data === undefined) return `${line}\n`;
  if (data.startsWith('[DONE]')) {
    onEndMarker();
    return `${line}\n`;
  }
  if (data === '') return null;
  readJson(data);
  return `data: ${data}\n\n`;
}

function readJson(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
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
  for await (const chunk of body) {
    const parts = decoder.decode(chunk, { stream: true }).split('\n');
    for (const [index, part] of parts.entries()) {
      held.push(part);
      size += part.length;
      if (size > MAX_LINE_CHARACTERS)
        throw new TryFailed({ kind: 'refused', because: 'the answer holds a line of more than 32 Mi characters' });
      if (index === parts.length - 1) continue;
      yield held.join('').replace(/\r$/, '');
      held = [];
      size = 0;
    }
  }
  const rest = held.join('') + decoder.decode();
  if (rest !== '') yield rest.replace(/\r$/, '');
}
