import type { ToolCall, ToolSchema } from '#domain';
import { isObject } from './read-arguments.js';
import { toolInMarkup } from './salvage/written-call.js';

type Arguments = ToolCall['arguments'];

/** What other harnesses call a list of edits of one file. */
const EDITS = ['edits', 'replacements', 'changes'];

/** And a list of files, each with what it is to hold. */
const FILES = ['files', 'writes', 'operations'];
const isFile = (item: unknown): boolean =>
  isObject(item) && typeof item['content'] === 'string' && Object.keys(item).length === 2;

/**
 * One call for each thing in a list that the tool takes only one of: `paths` for `path`, or a list of edits. The first
 * is the call itself where nothing has to be spread. Pure.
 */
export function spreadLists(
  call: Pick<ToolCall, 'name' | 'arguments'>,
  tools: readonly ToolSchema[],
): readonly Arguments[] {
  const tool = toolInMarkup(call.name, tools);
  const properties = tool?.parameters['properties'];
  if (tool === null || !isObject(properties)) return [call.arguments];
  const [stranger, ...others] = Object.keys(call.arguments).filter(
    (key) => !Object.hasOwn(properties, key) && Array.isArray(listIn(call.arguments[key])),
  );
  if (stranger === undefined || others.length > 0) return [call.arguments];
  const { [stranger]: given, ...rest } = call.arguments;
  const list = listIn(given) as readonly unknown[];
  if (list.length === 0) return [call.arguments];
  if (EDITS.includes(stranger.toLowerCase()) && Object.hasOwn(properties, 'old_str') && list.every(isObject))
    return list.map((item) => ({ ...rest, ...item }));
  const isOfFiles = Object.hasOwn(properties, 'content') && Object.keys(rest).length === 0;
  if (FILES.includes(stranger.toLowerCase()) && isOfFiles && list.every(isFile))
    return list.map((item) => ({ ...(item as Arguments) }));
  const one = stranger.endsWith('s') ? stranger.slice(0, -1) : '';
  return Object.hasOwn(properties, one) && rest[one] === undefined && list.every((item) => typeof item === 'string')
    ? list.map((item) => ({ ...rest, [one]: item }))
    : [call.arguments];
}

/** A list, or one that is written as JSON in a string. */
function listIn(value: unknown): unknown {
  if (typeof value !== 'string' || !value.trimStart().startsWith('[')) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
