import type { ToolSchema } from '#domain';
import { isObject, readArguments, scan } from './read-arguments.js';
import { coerceWritten, hasRequired, toolNamed } from './tool-names.js';

export interface WrittenCall {
  readonly tool: ToolSchema;
  readonly arguments: Readonly<Record<string, unknown>>;
}
export interface Salvaged {
  readonly calls: readonly WrittenCall[];
  /** What is left of the answer. */
  readonly text: string;
  readonly form: string;
}
type Recogniser = (text: string, tools: readonly ToolSchema[]) => Omit<Salvaged, 'form'> | null;

/** What models write when they make up the result of their own call. */
const INVENTED = /<tool_(?:response|result|output)>|^[ \t]*Observation:/im;

/** Calls written as text instead of sent as calls; null when there are none. Only offered tools with all that they require. */
export function salvageCalls(text: string, tools: readonly ToolSchema[]): Salvaged | null {
  if (tools.length === 0) return null;
  const invented = INVENTED.exec(text);
  const believed = invented && invented.index > 0 ? text.slice(0, invented.index) : text;
  for (const [form, recognise] of RECOGNISERS) {
    const found = recognise(believed, tools);
    if (found && found.calls.length > 0) return { ...found, text: found.text.trim(), form };
  }
  return null;
}

const RECOGNISERS: readonly (readonly [string, Recogniser])[] = [
  ['<tool_call> tags', taggedCalls],
  ['<function=…> markup', functionMarkup],
  ['a fenced block', fencedCalls],
  ['bare JSON', bareCalls],
];

/** `<tool_call>{"name": …, "arguments": {…}}</tool_call>`, the closing tag of the last one optional. */
function taggedCalls(text: string, tools: readonly ToolSchema[]): ReturnType<Recogniser> {
  const calls: WrittenCall[] = [];
  let rest = '';
  let at = 0;
  for (const found of text.matchAll(/<(tool_call|TOOL_CALL|tool_calls|function_call)>([\s\S]*?)(?:<\/\1>|$)/g)) {
    const body = found[2] ?? '';
    if (body.includes('<function=')) return null;
    const read = objectsIn(body, tools);
    if (read === null) return null;
    calls.push(...read);
    rest += text.slice(at, found.index);
    at = found.index + found[0].length;
  }
  return calls.length === 0 ? null : { calls, text: rest + text.slice(at) };
}

/** `<function=name><parameter=key>value</parameter></function>`, with or without a tag around it. */
function functionMarkup(whole: string, tools: readonly ToolSchema[]): ReturnType<Recogniser> {
  // Nothing behind the last closing tag can match, and searching there takes long.
  const end = whole.lastIndexOf('</function>') + '</function>'.length;
  const text = end < '</function>'.length ? '' : whole.slice(0, end);
  const calls: WrittenCall[] = [];
  let rest = '';
  let at = 0;
  for (const found of text.matchAll(/(?:<tool_call>\s*)?<function=([^>\s]+)>([\s\S]*?)<\/function>/g)) {
    const tool = toolNamed(found[1] ?? '', tools);
    if (!tool) return null;
    const args: Record<string, unknown> = {};
    const body = found[2] ?? '';
    for (const [, key, value] of body.matchAll(/<parameter=([^>\s]+)>([\s\S]*?)(?:<\/parameter>|(?=<parameter=)|$)/g)) {
      // Exactly one line break on either side belongs to the markup.
      if (key !== undefined && value !== undefined)
        define(args, key, coerceWritten(tool, key, value.replace(/^\r?\n/, '').replace(/\r?\n$/, '')));
    }
    if (!hasRequired(tool, args)) return null;
    calls.push({ tool, arguments: args });
    rest += text.slice(at, found.index);
    at = found.index + found[0].length;
  }
  return calls.length === 0
    ? null
    : { calls, text: (rest + text.slice(at) + whole.slice(text.length)).replace(/<\/?tool_call>/g, '') };
}

/** Fenced blocks that hold nothing but calls. */
function fencedCalls(text: string, tools: readonly ToolSchema[]): ReturnType<Recogniser> {
  const calls: WrittenCall[] = [];
  let rest = '';
  let at = 0;
  for (const found of text.matchAll(/```[a-z_]*[ \t]*\r?\n([\s\S]*?)\r?\n?```/gi)) {
    const read = objectsIn(found[1] ?? '', tools);
    if (read === null) continue;
    calls.push(...read);
    rest += text.slice(at, found.index);
    at = found.index + found[0].length;
  }
  return calls.length === 0 ? null : { calls, text: rest + text.slice(at) };
}

/** An answer that is nothing but call objects. */
function bareCalls(text: string, tools: readonly ToolSchema[]): ReturnType<Recogniser> {
  const calls = objectsIn(text, tools);
  return calls === null ? null : { calls, text: '' };
}

/** The calls of a text made of call objects only: one, several in a row, or a list; null when anything else is in it. */
function objectsIn(text: string, tools: readonly ToolSchema[]): WrittenCall[] | null {
  const body = text.trim();
  if (!/^[{[]/.test(body)) return null;
  const { pieces, inString, missing, rest } = scan(body);
  if (inString) return null;
  const whole = missing === '' ? pieces : pieces.length === 0 ? [body] : null;
  if (whole === null || whole.length === 0) return null;
  if (missing === '' && !/^[\s,;]*$/.test(rest)) return null;
  const calls: WrittenCall[] = [];
  for (const piece of whole) {
    const read = callsOf(piece, tools);
    if (read === null) return null;
    calls.push(...read);
  }
  return calls;
}

function callsOf(piece: string, tools: readonly ToolSchema[]): WrittenCall[] | null {
  let value: unknown;
  if (piece.startsWith('[')) {
    try {
      value = JSON.parse(piece);
    } catch {
      return null;
    }
  } else {
    const read = readArguments(piece);
    value = read.kind === 'read' ? read.values[0] : null;
  }
  if (isObject(value) && Array.isArray(value['tool_calls'])) value = value['tool_calls'];
  const calls: WrittenCall[] = [];
  for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
    const call = callOf(item, tools);
    if (call === null) return null;
    calls.push(call);
  }
  return calls;
}

function callOf(value: unknown, tools: readonly ToolSchema[]): WrittenCall | null {
  if (!isObject(value)) return null;
  const inner = isObject(value['function']) ? value['function'] : value;
  const name = inner['name'] ?? inner['tool'] ?? inner['tool_name'] ?? inner['function'];
  if (typeof name !== 'string') return null;
  const tool = toolNamed(name, tools);
  if (!tool) return null;
  const given = inner['arguments'] ?? inner['parameters'] ?? inner['args'] ?? inner['input'];
  const read = readArguments(given);
  const args = read.kind === 'read' && read.values.length === 1 ? read.values[0] : undefined;
  return args && hasRequired(tool, args) ? { tool, arguments: args } : null;
}

/** Sets an own property whatever its name, "__proto__" included. */
function define(target: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
