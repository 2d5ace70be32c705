/** A thing a server or model may not know; learnt from its refusal and left out from then on. */
export type Feature =
  | 'think'
  | 'tools'
  | 'schema'
  | 'parallel_calls'
  | 'parallel_tool_calls'
  | 'stream_options'
  | 'system_role'
  | 'tool_role'
  | 'user_after_tool'
  | 'max_tokens'
  | 'temperature'
  | 'seed'
  | 'empty_content'
  | 'stripped_reasoning';

/** Why one try gave no answer. */
export type Trouble =
  | { readonly kind: 'unreachable'; readonly because: string }
  | { readonly kind: 'interrupted'; readonly because: string }
  | { readonly kind: 'stalled'; readonly because: string }
  | { readonly kind: 'too_slow'; readonly because: string }
  /** `loads`: it says that it is loading its model. */
  | { readonly kind: 'busy'; readonly because: string; readonly retryAfterMs: number | null; readonly loads?: true }
  /** `inTemplate`: while the server wrote the prompt, which then holds something the model's template does not know. */
  | { readonly kind: 'server_error'; readonly because: string; readonly inTemplate?: true }
  /** The server could not read what the model wrote: another sample may be readable. */
  | { readonly kind: 'garbled'; readonly because: string; readonly written?: string }
  /** The model went on without end and was stopped. */
  | { readonly kind: 'runaway'; readonly because: string; readonly text: string; readonly thinking: string }
  | { readonly kind: 'overflow'; readonly limit: number | null; readonly promptTokens: number | null }
  | { readonly kind: 'unsupported'; readonly feature: Feature; readonly because: string }
  | { readonly kind: 'missing_model'; readonly because: string }
  | { readonly kind: 'unauthorized'; readonly because: string }
  | { readonly kind: 'refused'; readonly because: string; readonly remedy?: string; readonly inTemplate?: true };

/** One try failed; never leaves this library. */
export class TryFailed extends Error {
  constructor(
    readonly trouble: Trouble,
    options?: { cause?: unknown },
  ) {
    super(trouble.kind, options);
  }
}

/** Finds what a client library has wrapped. */
export function troubleOf(error: unknown): Trouble | null {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth++) {
    if (at instanceof TryFailed) return at.trouble;
  }
  return null;
}

const UNREACHABLE_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** What went wrong below HTTP. */
export function troubleOfTransport(error: unknown): Trouble {
  const known = troubleOf(error);
  if (known) return known;
  const codes: string[] = [];
  const messages: string[] = [];
  const open: unknown[] = [error];
  for (let seen = 0; open.length > 0 && seen < 32; seen++) {
    const at = open.pop();
    if (!(at instanceof Error)) continue;
    if ('code' in at && typeof at.code === 'string') codes.push(at.code);
    if (at.message !== '') messages.push(at.message);
    if (at instanceof AggregateError) open.push(...(at.errors as unknown[]));
    open.push(at.cause);
  }
  const because = excerpt(codes[0] ?? messages.at(-1) ?? 'no reason given');
  return codes.some((code) => UNREACHABLE_CODES.has(code))
    ? { kind: 'unreachable', because }
    : { kind: 'interrupted', because: `the connection broke (${because})` };
}

/** The text of an error in any of the forms servers use. */
export function errorText(body: string): string {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return excerpt(body.replace(/<[^<>]*>/g, ' '));
  }
  return excerpt(sentenceIn(value) ?? body);
}

/** What a model wrote, where the server says that it could not be parsed; in full, since it may hold a whole call. */
export function unparsedText(body: string): string | null {
  let text = body;
  try {
    text = sentenceIn(JSON.parse(body)) ?? body;
  } catch {
    // A body that is no JSON is looked at as it is.
  }
  return /failed to parse (?:input|tool call|output)[^\n:]{0,60}:\s*([\s\S]+)/i.exec(text)?.[1]?.toWellFormed() ?? null;
}

/** What an object reports as an error; null when it reports none. */
export function errorIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  // Ollama 0.11.3 used the key "error parsing tool call".
  const key = Object.keys(value).find((name) => name === 'error' || name.startsWith('error '));
  if (key === undefined) return null;
  const error = (value as Record<string, unknown>)[key];
  if (error === null || error === undefined || error === false || error === '') return null;
  return excerpt(sentenceIn({ error }) ?? JSON.stringify(error));
}

function sentenceIn(value: unknown, depth = 0): string | null {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || depth > 3) return null;
  for (const key of ['error', 'message', 'detail', 'msg']) {
    const inner = sentenceIn((value as Record<string, unknown>)[key], depth + 1);
    if (inner !== null && inner !== '') return inner;
  }
  return Array.isArray(value) ? sentenceIn(value[0], depth + 1) : null;
}

/** At most 400 characters on one line. */
export function excerpt(text: string): string {
  const line = text.toWellFormed().replace(/\s+/g, ' ').trim();
  return line.length > 400 ? `${line.slice(0, 400).toWellFormed()}…` : line;
}
