import { ownNameOf, type ToolSchema } from '#domain';
import { readYaml } from '#prompts';
import { isObject, readArguments } from '../read-arguments.js';
import { hasRequired, toolNamed } from '../tool-names.js';

export type Arguments = Readonly<Record<string, unknown>>;

/** A call found in a text, of a tool that was offered. */
export interface WrittenCall {
  readonly tool: ToolSchema;
  readonly arguments: Arguments;
}

/**
 * How sure the form itself is. Markup that only calls use is believed whatever its arguments are: the registry refuses
 * wrong ones and says why. Plain JSON or Python may be anything, so there all that the tool requires must be there.
 */
export type Certainty = 'markup' | 'plain';

export function callFrom(
  name: unknown,
  given: unknown,
  tools: readonly ToolSchema[],
  certainty: Certainty,
): WrittenCall | null {
  if (typeof name !== 'string') return null;
  const tool = certainty === 'markup' ? toolInMarkup(name, tools) : toolNamed(name, tools);
  if (!tool) return null;
  const read = readArguments(given);
  const args = read.kind === 'read' && read.values.length === 1 ? read.values[0] : undefined;
  if (args === undefined) return null;
  return certainty === 'markup' || hasRequired(tool, args) ? { tool, arguments: args } : null;
}

/** What some families call whatever they are offered; the toolbox knows it. */
const UNOFFERED: ToolSchema = { name: 'apply_patch', description: '', parameters: { type: 'object' } };

/** The tool a name means, those of other harnesses taken too: outside of markup they are words like any other. */
export const toolInMarkup = (name: string, tools: readonly ToolSchema[]): ToolSchema | null =>
  toolNamed(name, tools) ?? toolOfOthers(name, tools);

function toolOfOthers(name: string, tools: readonly ToolSchema[]): ToolSchema | null {
  const bare = name
    .replace(/^functions\./, '')
    .trim()
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
  if (bare === UNOFFERED.name) return tools.some((tool) => tool.name === 'edit_file') ? UNOFFERED : null;
  const own = ownNameOf(bare);
  return tools.find((tool) => tool.name === own) ?? null;
}

/** The calls of one JSON value: an object, a list of them, or a wrapper round a list. */
export function callsInJson(text: string, tools: readonly ToolSchema[], certainty: Certainty): WrittenCall[] | null {
  let value: unknown;
  if (text.startsWith('[')) {
    try {
      value = JSON.parse(text);
    } catch {
      return null;
    }
  } else {
    const read = readArguments(text);
    if (read.kind === 'broken') return null;
    value = read.values.length === 1 ? read.values[0] : read.values;
  }
  value = unwrapped(value);
  const calls: WrittenCall[] = [];
  const items = Array.isArray(value)
    ? believed(withoutWords(value as unknown[]))
        .map(unwrapped)
        .flat()
    : [value];
  for (const item of items) {
    const call = isObject(item) ? callInObject(item, tools, certainty) : null;
    if (call === null) return null;
    calls.push(call);
  }
  return calls.length === 0 ? null : calls;
}

/** A call as YAML has it: a mapping that begins with the tool. */
const IN_YAML = /^(?:-\s+)?(?:tool|tool_name|tool_call|function|function_name|function_call|action|name)\s{0,3}:/;
/** Longer ones are sent otherwise. */
const LONGEST_YAML = 200_000;

/** Only of texts: what YAML takes for a number or a truth may have been written otherwise. */
export function callInYaml(text: string, tools: readonly ToolSchema[]): WrittenCall | null {
  if (!IN_YAML.test(text) || text.length > LONGEST_YAML || !tools.some(({ name }) => text.includes(name))) return null;
  let value: unknown;
  try {
    value = readYaml(`${text}\n`);
  } catch {
    return null;
  }
  const [only, ...others] = Array.isArray(value) ? (value as unknown[]) : [value];
  const root = unwrapped(only);
  const call = others.length === 0 && isObject(root) ? callInObject(root, tools, 'plain') : null;
  // In YAML many things have a name: only the tool's own is one.
  const isSure = call !== null && tools.some(({ name }) => isOwn(root, name));
  return isSure && Object.entries(call.arguments).every(([key, one]) => isAsWritten(call.tool, key, one)) ? call : null;
}
const isOwn = (root: unknown, name: string): boolean => isObject(root) && NAME_KEYS.some((key) => root[key] === name);

function isAsWritten({ parameters }: ToolSchema, key: string, value: unknown): boolean {
  const properties = parameters['properties'];
  const property = isObject(properties) ? properties[key] : undefined;
  return typeof value === 'string' || (isObject(property) && property['type'] === typeOf(value));
}
const typeOf = (value: unknown): string => (Number.isInteger(value) ? 'integer' : typeof value);

/** The blocks of a message without those of text, where some are calls. */
function withoutWords(blocks: readonly unknown[]): readonly unknown[] {
  const isOf = (type: string) => (block: unknown) => isObject(block) && block['type'] === type;
  return blocks.some(isOf('tool_use')) ? blocks.filter((block) => !isOf('text')(block)) : blocks;
}

/** Messages that no model has a say in: a tool's result, a user's turn. */
const OTHERS_SAY = /^(?:tool|function|observation|user)$/;
export const isMadeUp = (message: unknown): boolean =>
  isObject(message) && typeof message['role'] === 'string' && OTHERS_SAY.test(message['role']);

/** Messages up to the first that the model has made up. */
function believed(messages: readonly unknown[]): readonly unknown[] {
  const at = messages.findIndex(isMadeUp);
  return at > 0 ? messages.slice(0, at) : messages;
}

const WRAPPERS = ['tool_calls', 'tool_call', 'function_call', 'function_calls', 'calls', 'actions'];

/** What a wrapper holds that wraps nothing else. */
function unwrapped(value: unknown): unknown {
  if (!isObject(value)) return value;
  const key = WRAPPERS.find((name) => typeof value[name] === 'object' && value[name] !== null);
  return key === undefined ? value : value[key];
}

const NAME_KEYS = ['name', 'tool', 'tool_name', 'function', 'function_name', 'action'];
const ARGUMENT_KEYS = ['arguments', 'parameters', 'args', 'input', 'tool_input', 'tool_args', 'action_input', 'params'];
/** What may stand beside a name and arguments without being either. */
const BESIDE = new Set(['type', 'id', 'thought', 'thoughts', 'reasoning', 'index', 'tool_call_id', 'call_id']);

function callInObject(item: Arguments, tools: readonly ToolSchema[], certainty: Certainty): WrittenCall | null {
  const inner = isObject(item['function']) ? item['function'] : item;
  const nameKey = NAME_KEYS.find((key) => typeof inner[key] === 'string');
  const argumentsKey = ARGUMENT_KEYS.find((key) => inner[key] !== undefined);
  if (nameKey !== undefined) {
    const beside = Object.entries(inner).filter(([key]) => key !== nameKey && !BESIDE.has(key));
    // Arguments beside the name are believed only when there is all that the tool requires.
    return argumentsKey === undefined && beside.length > 0
      ? callFrom(inner[nameKey], Object.fromEntries(beside), tools, 'plain')
      : callFrom(inner[nameKey], withSlipped(inner, nameKey, argumentsKey ?? '', tools), tools, certainty);
  }
  // {"write_file": {...}}
  const [only, ...others] = Object.entries(inner);
  return only !== undefined && others.length === 0 && isObject(only[1]) && tools.some(({ name }) => name === only[0])
    ? callFrom(only[0], only[1], tools, 'plain')
    : null;
}

/** The arguments with those that the tool requires and that have slipped out of their object. */
function withSlipped(inner: Arguments, nameKey: string, argumentsKey: string, tools: readonly ToolSchema[]): unknown {
  const given = inner[argumentsKey];
  const required = toolInMarkup(String(inner[nameKey]), tools)?.parameters['required'];
  if (!isObject(given) || !Array.isArray(required)) return given;
  const slipped = Object.entries(inner).filter(
    ([key]) => key !== nameKey && key !== argumentsKey && required.includes(key) && !Object.hasOwn(given, key),
  );
  return slipped.length === 0 ? given : { ...given, ...Object.fromEntries(slipped) };
}

/** Index after the bracket that closes the one at `start`, or -1. Brackets in double-quoted strings do not count. */
export function endOfJson(text: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at++) {
    const c = text[at];
    if (inString) {
      if (c === '\\') at++;
      else if (c === '"') inString = false;
    } else if (c === '"') inString = true;
    else if (c === '{' || c === '[') depth++;
    else if (c === '}' || c === ']') {
      depth--;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

/** The object that a text of JSON is; null where it is none. */
export function objectIn(text: string): Arguments | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** First index at or after `from` that is no white space. */
export function afterBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text[at] as string)) at++;
  return at;
}

/** Sets an own property whatever its name, "__proto__" included. */
export function define(target: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
