import { escapePointer } from './json-pointer.js';
import { repeatedKey } from './repeated-key.js';
import { RequestRefused, invalid, type FieldFault } from '../errors/problem-error.js';

/** Deeper than any body of the contract; a bound, so that no later reader has to fear recursion. */
const MAX_DEPTH = 48;
const decoder = new TextDecoder('utf-8', { fatal: true });
const SURROGATE = /\p{Surrogate}/u;

/**
 * A request's body as a JSON object, or undefined for none. Everything in it is finite, well-formed and free of NUL.
 */
export function readJsonBody(bytes: Buffer): Record<string, unknown> | undefined {
  if (bytes.length === 0) return undefined;
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    throw unreadable('The body is not UTF-8.');
  }
  if (depthOf(text) > MAX_DEPTH) throw unreadable(`The body is nested deeper than ${MAX_DEPTH} levels.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unreadable('The body is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw unreadable('The body is not a JSON object.');
  const pointer = repeatedKey(text);
  if (pointer !== null) throw invalid([{ pointer, detail: 'stands twice in one object' }]);
  const faults = faultsIn(value, '');
  if (faults.length > 0) throw invalid(faults);
  return value as Record<string, unknown>;
}

const unreadable = (detail: string): RequestRefused => new RequestRefused(400, 'unreadable_request', detail);

/** Why a text cannot be stored and sent on as it is; null = it can. */
export function textFault(text: string): string | null {
  if (text.includes('\0')) return 'holds a NUL character';
  return SURROGATE.test(text) ? 'is not well-formed Unicode (half of a surrogate pair)' : null;
}

/** Levels of `{` and `[` outside of strings; right for JSON, an upper bound that stops early for anything else. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length && deepest <= MAX_DEPTH; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x22) {
      for (i++; i < text.length && text.charCodeAt(i) !== 0x22; i++) if (text.charCodeAt(i) === 0x5c) i++;
    } else if (c === 0x7b || c === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (c === 0x7d || c === 0x5d) depth--;
  }
  return deepest;
}

function faultsIn(value: unknown, pointer: string): FieldFault[] {
  if (typeof value === 'string') {
    const fault = textFault(value);
    return fault === null ? [] : [{ pointer, detail: fault }];
  }
  // JSON.parse reads 1e999 as Infinity, which no JSON can say again.
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [{ pointer, detail: 'is too large a number' }];
  if (Array.isArray(value))
    return firstFaults(
      value.map((item, i) => [String(i), item]),
      pointer,
    );
  if (typeof value === 'object' && value !== null) return firstFaults(Object.entries(value), pointer);
  return [];
}

function firstFaults(entries: readonly (readonly [string, unknown])[], pointer: string): FieldFault[] {
  const faults: FieldFault[] = [];
  for (const [key, item] of entries) {
    if (faults.length >= 20) break;
    if (key === '__proto__') faults.push({ pointer, detail: 'may not hold the key "__proto__"' });
    else if (textFault(key) !== null) faults.push({ pointer, detail: 'holds a key that is not well-formed text' });
    else faults.push(...faultsIn(item, `${pointer}/${escapePointer(key)}`));
  }
  return faults;
}
