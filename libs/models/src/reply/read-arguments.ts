import { argumentsInList } from '#domain';
import { keepBackslashes, MOST_MENDED, readNearJson } from '#prompts';

type Json = Readonly<Record<string, unknown>>;
export type ReadArguments =
  | { readonly kind: 'read'; readonly values: readonly Json[]; readonly note?: string }
  | { readonly kind: 'broken'; readonly problem: string };

const read = (value: Json, note?: string): ReadArguments => ({
  kind: 'read',
  values: [value],
  ...(note === undefined ? {} : { note }),
});
const broken = (problem: string): ReadArguments => ({ kind: 'broken', problem });

/** A fence before the arguments, or its language that was left over. */
const FENCE = /^(?:`{3,}[a-z]*|json)\s*(?=\{)/i;
/** Whether the backslash is meant or one too many, only the model knows: in code it changes what is printed. */
const DOUBTFUL = /(?<!\\)(?:\\\\)*\\([$`])/;

/**
 * Reads the arguments of a call. What is mended loses and adds nothing: missing closing brackets, raw control
 * characters and backslashes in strings, loose JSON. A text that stops inside a string or a value was cut and is never
 * completed.
 */
export function readArguments(raw: unknown): ReadArguments {
  if (raw === undefined || raw === null) return read({});
  if (typeof raw !== 'string') return ofValue(raw);
  const text = withoutFence(stripControlTokens(raw).trim());
  if (text === '' || text === 'null') return read({});
  const direct = parse(text);
  if (direct.ok)
    return ofValue(direct.value, text === raw.trim() ? undefined : 'stripped what stood round the arguments');
  const plain = withoutTripleQuotes(text);
  if (plain !== null) {
    const read = readArguments(plain);
    return read.kind === 'read' ? { ...read, note: 'read a text in triple quotes' } : read;
  }
  // No JSON begins so, and no sign of it stands bare.
  if (/^[[{]\s*(?:\{\s*)?&(?:quot|#34|#x22);/i.test(text) && !text.includes('"')) {
    const signs = readArguments(withSigns(text));
    return signs.kind === 'read' ? { ...signs, note: 'read the signs that HTML entities stand for' } : signs;
  }
  const shape = scan(text);
  if (shape.inString) return broken('the arguments were cut inside a string');
  if (shape.pieces.length > 1) return readGlued(shape.pieces);
  const fewer = withoutExtraBraces(text, shape.missing);
  if (fewer !== null) return read(fewer, 'took braces off that stood twice');
  if (shape.missing !== '' && /[,:]$|\\$/.test(text)) return broken('the arguments were cut');
  const doubtful = DOUBTFUL.exec(text)?.[1];
  if (doubtful !== undefined)
    return broken(
      `\\${doubtful} is no escape of JSON: write ${doubtful}, or \\\\${doubtful} where the backslash is meant`,
    );
  const kept = keepBackslashes(text);
  const mended = parse(escapeControls(kept) + shape.missing);
  if (mended.ok) {
    const note = shape.missing === '' ? 'escaped what stood bare in arguments' : 'closed the arguments of a call';
    return ofValue(mended.value, note);
  }
  if (shape.missing !== '') return broken('the arguments are cut or no JSON');
  return readLoose(kept);
}

/** A value in the triple quotes of Python: no JSON has three quotes behind a colon. */
const TRIPLE = /(:\s*)"""([\s\S]*?)"""(?=\s*[,}])/g;
const MOST_TRIPLES = 64;
function withoutTripleQuotes(text: string): string | null {
  if (!/:\s*"""/.test(text) || text.split('"""').length > MOST_TRIPLES) return null;
  const plain = text.replace(TRIPLE, (_, colon: string, inner: string) => {
    const body = inner.replace(/\\[\s\S]|"/g, (sign) => (sign === '"' ? '\\"' : sign));
    return `${colon}"${escapeRaw(body)}"`;
  });
  return plain === text ? null : plain;
}

const SIGNS: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  '#10': '\n',
  '#34': '"',
  '#x22': '"',
  apos: "'",
  '#39': "'",
  '#x27': "'",
};
/** What the entities of a text stand for; once, so that those that were meant stay. */
export const withSigns = (text: string): string =>
  text.replace(
    /&(lt|gt|quot|apos|amp|#10|#34|#39|#x22|#x27);/gi,
    (_, name: string) => SIGNS[name.toLowerCase()] ?? '&',
  );

const escapeRaw = (text: string): string => text.replace(/[\n\r\t\b\f]/g, (sign) => ESCAPES[sign] ?? sign);

function withoutFence(text: string): string {
  const [fence] = FENCE.exec(text) ?? [];
  if (fence === undefined) return text;
  const body = text.slice(fence.length);
  return body.endsWith('```') ? body.slice(0, -3).trimEnd() : body;
}

function readGlued(pieces: readonly string[]): ReadArguments {
  const values: Json[] = [];
  for (const piece of pieces) {
    const part = parse(escapeControls(keepBackslashes(piece)));
    if (!part.ok || !isObject(part.value)) return broken('several values are glued together and not all are objects');
    values.push(part.value);
  }
  // Some servers begin with an empty object before the arguments come.
  const full = values.filter((value) => Object.keys(value).length > 0);
  const [first] = full.length > 0 ? full : values;
  if (first !== undefined && full.every((value) => JSON.stringify(value) === JSON.stringify(first)))
    return read(first, 'the arguments came more than once');
  return { kind: 'read', values: full, note: `read ${full.length} calls out of one` };
}

/** A template that doubles every brace, or a brace sent before the whole object: nothing else can be meant. */
function withoutExtraBraces(text: string, missing: string): Json | null {
  if (!text.startsWith('{{')) return null;
  const single = missing === '}' ? text.slice(1) : missing === '' ? undoubled(text) : null;
  const value = single === null ? null : parse(single);
  return value?.ok === true && isObject(value.value) ? value.value : null;
}

/** Null unless every brace outside strings stands twice. */
function undoubled(text: string): string | null {
  let out = '';
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const c = text[at] as string;
    if (inString && c === '\\') {
      out += c + (text[++at] ?? '');
      continue;
    }
    if (c === '"') inString = !inString;
    if (!inString && (c === '{' || c === '}') && text[++at] !== c) return null;
    out += c;
  }
  return out;
}

/** Single quotes, comments, trailing commas, Python's words; only for text whose brackets and quotes are balanced. */
function readLoose(text: string): ReadArguments {
  if (!text.startsWith('{') || !text.endsWith('}')) return broken('the arguments are not a JSON object');
  if (text.length > MOST_MENDED)
    return broken(`the arguments are not JSON, and longer than the ${MOST_MENDED} characters that are read loosely`);
  try {
    const value = readNearJson(text);
    if (isObject(value)) return read(value, 'read loosely written arguments');
  } catch {
    // Reported below.
  }
  return broken('the arguments are not JSON');
}

function ofValue(value: unknown, note?: string): ReadArguments {
  if (isObject(value)) return read(value, note);
  if (value === null) return read({}, note);
  if (typeof value === 'string') {
    const inner = parse(value);
    if (inner.ok && isObject(inner.value)) return read(inner.value, 'the arguments were encoded twice');
  }
  const listed = Array.isArray(value) ? argumentsInList(value as unknown[]) : null;
  if (listed !== null) return read(listed, 'read the arguments out of a list');
  return broken(`the arguments are ${Array.isArray(value) ? 'a list' : `a ${typeof value}`}, not an object`);
}

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parse(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return { ok: false };
  }
}

const CONTROL_TOKENS = [
  ...['im_end', 'im_start', 'eot_id', 'end', 'endoftext', 'end_of_text', 'eom_id', 'call', 'return'].map(
    (name) => `<|${name}|>`,
  ),
  ...['<end_of_turn>', '<|END_OF_TURN_TOKEN|>', '<｜end▁of▁sentence｜>'],
];

/**
 * Takes off special tokens that servers leave at the end of an answer, before its closing quotes and brackets. A text
 * that has such tokens further up as well speaks of them: a chat template keeps its last one.
 */
export function stripControlTokens(text: string): string {
  let end = text.length;
  while (end > 0 && '"}] \n\r\t'.includes(text[end - 1] as string)) end--;
  const tail = text.slice(end);
  for (;;) {
    const token = CONTROL_TOKENS.find((name) => text.endsWith(name, end));
    if (token === undefined) {
      const kept = text.slice(0, end);
      const isAboutThem = tail.startsWith('"') && CONTROL_TOKENS.some((name) => kept.includes(name));
      return isAboutThem ? text : kept + tail;
    }
    end -= token.length;
  }
}

interface Shape {
  readonly inString: boolean;
  /** Closing brackets that are missing at the end. */
  readonly missing: string;
  /** Complete values at the top level. */
  readonly pieces: readonly string[];
  /** What stands between and around them. */
  readonly rest: string;
}

/** Follows brackets and double-quoted strings. */
export function scan(text: string): Shape {
  const open: string[] = [];
  const pieces: string[] = [];
  let inString = false;
  let start = 0;
  let end = 0;
  let rest = '';
  for (let at = 0; at < text.length; at++) {
    const c = text[at];
    if (inString) {
      if (c === '\\') at++;
      else if (c === '"') inString = false;
    } else if (c === '"') inString = true;
    else if (c === '{' || c === '[') {
      if (open.length === 0) start = at;
      open.push(c === '{' ? '}' : ']');
    } else if (c === '}' || c === ']') {
      if (open.at(-1) !== c) continue;
      open.pop();
      if (open.length > 0) continue;
      pieces.push(text.slice(start, at + 1));
      rest += text.slice(end, start);
      end = at + 1;
    }
  }
  return { inString, missing: open.reverse().join(''), pieces, rest: rest + text.slice(end) };
}

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f' };

/** Escapes raw control characters inside strings. */
function escapeControls(text: string): string {
  let out = '';
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const c = text[at] as string;
    if (inString && c === '\\') {
      out += c + (text[++at] ?? '');
    } else {
      if (c === '"') inString = !inString;
      const control = inString && c < ' ';
      out += control ? (ESCAPES[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`) : c;
    }
  }
  return out;
}
