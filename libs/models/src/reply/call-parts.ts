import { isObject } from './read-arguments.js';

/** A call, or a piece of one, in whatever form a server has given it. */
export interface CallParts {
  readonly id: string;
  readonly name: string;
  /** Text or a value; undefined when this piece brings none. */
  readonly arguments: unknown;
}

const ARGUMENT_KEYS = ['arguments', 'parameters', 'args', 'input'];

/**
 * Reads `{id, function: {name, arguments}}` and its relatives, which lack the inner object or name the arguments
 * otherwise.
 */
export function callParts(value: unknown): CallParts | null {
  if (!isObject(value)) return null;
  const called = isObject(value['function']) ? value['function'] : value;
  const key = ARGUMENT_KEYS.find((name) => called[name] !== undefined && called[name] !== null);
  const name = typeof value['function'] === 'string' ? value['function'] : called['name'];
  if (key === undefined && typeof name !== 'string' && called === value) return null;
  const id = named(value['id']);
  return { id, name: named(name) || nameIn(id), arguments: key === undefined ? undefined : called[key] };
}

/** Of a call that is named in its id only: "functions.read_file:0". */
const nameIn = (id: string): string => /^functions\.([\w-]{1,80}):\d{1,4}$/.exec(id)?.[1] ?? '';

/** The calls of a message: a list, one alone, or the field that servers had before there were lists. */
export function callsOf(message: Readonly<Record<string, unknown>>): readonly unknown[] {
  const { tool_calls: calls, function_call: old } = message;
  if (Array.isArray(calls)) return calls as unknown[];
  if (isObject(calls)) return [calls];
  return isObject(old) ? [old] : [];
}

/** "" and "null" are how some servers write that there is nothing. */
const named = (value: unknown): string => (typeof value === 'string' && value !== 'null' ? value : '');

/** What a server's word for the end of an answer means; a word nobody knows means that the model stopped. */
export function endOf(word: string): 'stop' | 'length' | 'failed' {
  const folded = word.toLowerCase().replace(/[^a-z]+/g, '_');
  if (/^(?:length|limit|model_length|max_(?:output_|new_)?tokens|token_limit|max_length)$/.test(folded))
    return 'length';
  return /^(?:error|failed|failure|abort|aborted|cancel|cancelled|canceled|timeout|server_error|internal_error)$/.test(
    folded,
  )
    ? 'failed'
    : 'stop';
}
