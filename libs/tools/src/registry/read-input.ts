import { argumentsInList } from '#domain';
import { plainCommand } from '../shell/plain-command.js';
import { nearest } from '../text/nearest.js';
import { oneLine, wellFormed } from '../text/plain-text.js';
import type { Field, Tool } from './define-tool.js';
import { commandOf, wordsOf } from './word-lists.js';

export type ReadInput =
  | {
      readonly ok: true;
      readonly input: Readonly<Record<string, unknown>>;
      /** What the model is told of. */
      readonly notes: readonly string[];
      /** What was put right without a word to it. */
      readonly mended: readonly string[];
    }
  | { readonly ok: false; readonly error: string };

/** Arguments that only comment on the call, which models add to any tool. */
const REMARKS = new Set([
  'explanation',
  'reasoning',
  'thought',
  'thoughts',
  'comment',
  'description',
  'justification',
  'task_progress',
  'rationale',
  'security_risk',
]);
/** Wishes of other harnesses' tools that ask for nothing where they are false. */
const SWITCHES = new Set([
  'is_input',
  'is_background',
  'run_in_background',
  'background',
  'requires_approval',
  'append',
]);
/** What a write does by itself: it replaces what is there, and makes folders. */
const OF_A_WRITE = new Set([
  ...['overwrite', 'force', 'create', 'create_if_missing', 'create_if_not_exists'],
  ...['create_dirs', 'create_directories', 'create_parents', 'make_dirs', 'mkdirs', 'mkdir'],
]);
/** Names for the folder a command starts in. */
const FOLDERS = new Set(['workdir', 'cwd', 'working_directory', 'working_dir', 'directory']);
const WRAPPERS = ['arguments', 'args', 'parameters', 'params', 'input', 'kwargs', 'result', 'properties'];
const MOST_WRAPPERS = 3;
/** What stands beside a schema's properties. */
const SCHEMA = new Set(['type', 'required', 'title', 'description', 'additionalProperties', '$schema', '$defs']);

/**
 * A call's arguments, made to fit the tool's schema where that loses nothing, else refused with what is wrong and a
 * call that would do. What it lets through holds exactly the keys and types of the schema.
 */
export function readInput(tool: Tool, given: Readonly<Record<string, unknown>>): ReadInput {
  const notes: string[] = [];
  const mended: string[] = [];
  const inner = unwrap(tool, given);
  if (inner !== given) mended.push('took the arguments out of their wrapper');
  const named = nameKeys(tool, inner, notes);
  if (typeof named === 'string') return refuse(tool, named);

  const input: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(tool.fields)) {
    const value = outOfSchema(named.get(key));
    if (value === undefined || value === null || isNothing(value, field)) {
      if (typeof value === 'string') mended.push(`read argument "${key}" from ${oneLine(JSON.stringify(value), 60)}`);
      if (tool.required.includes(key)) return refuse(tool, `argument "${key}" (${field.type}) is missing`);
      continue;
    }
    const word = typeof value === 'string' ? optionIn(value, tool.synonyms[key] ?? {}, field.enum ?? []) : undefined;
    const read = coerce(key, field, word ?? value, named.get('path'));
    if ('problem' in read) return refuse(tool, `argument "${key}" ${read.problem}`);
    input[key] = read.value;
    if (read.value !== value) mended.push(`read argument "${key}" from ${oneLine(JSON.stringify(value), 60)}`);
  }
  return { ok: true, input, notes, mended };
}

/** What says nothing of how something ended. */
const BESIDE_AN_OPTION =
  /^(?:the|a|an|all|it|is|was|are|has|have|been|now|and|fully|successfully|everything|tasks?|subtasks?|steps?|work|goal)$/;
const LONGEST_OPTION = 80;
/** The option that all words of a sentence stand for: "completed successfully". */
function optionIn(
  value: string,
  synonyms: Readonly<Record<string, string>>,
  options: readonly string[],
): string | undefined {
  if (value.length > LONGEST_OPTION) return undefined;
  const words = value
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !BESIDE_AN_OPTION.test(word));
  const optionOf = (word: string): string | undefined =>
    Object.hasOwn(synonyms, word) ? synonyms[word] : options.find((option) => option === word);
  const meant = new Set(words.map(optionOf));
  return meant.size === 1 ? [...meant][0] : undefined;
}

/** A word for nothing, where a number or a truth is to be. */
const isNothing = (value: unknown, { type }: Field): boolean =>
  typeof value === 'string' && type !== 'string' && /^(?:null|none|nil|undefined)$/i.test(value.trim());

function refuse(tool: Tool, problem: string): ReadInput {
  return { ok: false, error: `${tool.name}: ${problem}. Nothing was run. Example: ${JSON.stringify(tool.example)}` };
}

/**
 * `{"arguments": {...}}` and the like: the wrapper is the only key and no argument of the tool, though there may be
 * another in it; the shape of the schema, with values for its properties, is one, too.
 */
function unwrap(tool: Tool, given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  let inner = given;
  for (let n = 0; n < MOST_WRAPPERS; n++) {
    const keys = Object.keys(inner);
    const isSchema = isRecord(inner['properties']) && keys.every((key) => key === 'properties' || SCHEMA.has(key));
    // The call once more, in its own arguments.
    const isCall = inner['name'] === tool.name && !('name' in tool.fields);
    const [only, ...others] = isSchema ? ['properties'] : isCall ? keys.filter((key) => key !== 'name') : keys;
    const isWrapper = only !== undefined && others.length === 0 && WRAPPERS.includes(only);
    if (!isWrapper || keys.some((key) => key in tool.fields)) return inner;
    const value = recordIn(inner[only]);
    if (value === null) return inner;
    inner = value;
  }
  return inner;
}

function recordIn(value: unknown): Readonly<Record<string, unknown>> | null {
  if (isRecord(value)) return value;
  if (Array.isArray(value)) return argumentsInList(value as unknown[]);
  try {
    const read: unknown = typeof value === 'string' ? JSON.parse(value) : null;
    return isRecord(read) ? read : Array.isArray(read) ? argumentsInList(read as unknown[]) : null;
  } catch {
    return null;
  }
}

/** A value that stands in the place of its own description: `{"type": "string", "value": "a.txt"}`. */
function outOfSchema(value: unknown): unknown {
  const isDescribed =
    isRecord(value) &&
    /^(?:string|integer|number|boolean)$/.test(String(value['type'])) &&
    Object.keys(value).sort().join() === 'type,value';
  return isDescribed ? value['value'] : value;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const foldKey = (key: string): string =>
  key
    .trim()
    .replace(/^["'`]+|(?<!["'`:])["'`:]+$/g, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/-/g, '_');

/** Values under the schema's names, or what is wrong. */
function nameKeys(
  tool: Tool,
  given: Readonly<Record<string, unknown>>,
  notes: string[],
): Map<string, unknown> | string {
  const named = new Map<string, unknown>();
  const strangers: [string, unknown][] = [];
  for (const [key, value] of Object.entries(given)) {
    if (Object.hasOwn(tool.fields, key)) named.set(key, value);
    else if (value !== null && value !== undefined) strangers.push([key, value]);
  }
  const claims = new Map<string, [string, unknown][]>();
  const unknown: string[] = [];
  for (const [key, value] of strangers) {
    const folded = foldKey(key);
    const target = Object.hasOwn(tool.fields, folded)
      ? folded
      : Object.keys(tool.fields).find((field) => tool.aliases[field]?.includes(folded));
    if (target === undefined) unknown.push(key);
    else claims.set(target, [...(claims.get(target) ?? []), [key, value]]);
  }
  for (const [target, claimants] of claims) {
    const [first, ...rest] = claimants as [[string, unknown], ...[string, unknown][]];
    const taken = named.get(target) !== undefined && named.get(target) !== null;
    const rivals = [...(taken ? [named.get(target)] : []), ...rest.map(([, value]) => value)];
    if (rivals.some((value) => JSON.stringify(value) !== JSON.stringify(first[1])))
      return `arguments ${claimants.map(([k]) => `"${k}"`).join(', ')}${taken ? ` and "${target}"` : ''} mean the same thing and differ; send only "${target}"`;
    named.set(target, first[1]);
    notes.push(`read argument "${first[0]}" as "${target}"`);
  }
  const strange = unknown.filter(
    (key) => !asksForNothing(foldKey(key), given[key]) && !asksForTheUsual(tool.name, foldKey(key), given[key]),
  );
  const [stranger] = strange;
  if (stranger === undefined) return named;
  // To a reading tool an extra key is noise; to a writing one it may carry meaning ("append": true).
  const missing = tool.required.some((key) => named.get(key) === undefined || named.get(key) === null);
  if (tool.mutating || missing) {
    const near = nearest(stranger, Object.keys(tool.fields));
    return `has no argument "${oneLine(stranger, 40)}"${near === null ? '' : ` (did you mean "${near}"?)`}; its arguments are ${Object.keys(tool.fields).join(', ')}`;
  }
  notes.push(`ignored unknown argument ${strange.map((k) => `"${oneLine(k, 40)}"`).join(', ')}`);
  return named;
}

/** Whether the call is the same without the argument. */
function asksForNothing(key: string, value: unknown): boolean {
  const text = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (SWITCHES.has(key)) return text === false || text === 'false';
  if (FOLDERS.has(key)) return text === '' || text === '.' || text === './' || text === '/workspace';
  return REMARKS.has(key);
}

/** Whether an argument of a write only says what the tool does in any case. */
function asksForTheUsual(tool: string, key: string, value: unknown): boolean {
  if (tool !== 'write_file') return false;
  const text = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (OF_A_WRITE.has(key)) return text === true || text === 'true';
  if (key === 'encoding') return typeof text === 'string' && /^utf-?8$/.test(text);
  return key === 'mode' && typeof text === 'string' && /^(?:wt?|write|overwrite|create)$/.test(text);
}

type Coerced = { readonly value: string | number | boolean } | { readonly problem: string };

/** The value in the field's type, changed only where the change can be undone. */
function coerce(key: string, field: Field, value: unknown, path: unknown): Coerced {
  switch (field.type) {
    case 'string':
      return asString(key, field, value, path);
    case 'integer':
      return asInteger(key, field, value);
    case 'boolean':
      if (typeof value === 'boolean') return { value };
      if (typeof value === 'string' && /^(true|false)$/i.test(value.trim()))
        return { value: value.trim().toLowerCase() === 'true' };
      return { problem: `must be true or false, not ${shown(value)}` };
  }
}

function asString(key: string, field: Field, value: unknown, path: unknown): Coerced {
  let text: string;
  const words = field.holds === 'command' ? wordsOf(value) : null;
  if (words !== null) text = commandOf(words.map((word) => wellFormed(word)));
  else if (typeof value === 'string') text = wellFormed(value);
  else if (typeof value === 'number' || typeof value === 'boolean') text = String(value);
  else if (key === 'content' && isRecord(value) && typeof path === 'string' && /\.json$/i.test(path.trim()))
    // The file's JSON sent as a value instead of as text.
    text = `${JSON.stringify(value, null, 2)}\n`;
  else if (isTexts(value) && value.length === 1 && key !== 'content') text = wellFormed(value[0] ?? '');
  else if (isTexts(value) && OF_LINES.has(key) && linesAs(key, value) !== null)
    text = wellFormed(linesAs(key, value) ?? '');
  else return { problem: `must be a string, not ${shown(value)}` };
  if (field.holds === 'command') text = plainCommand(text);
  if (field.enum !== undefined) {
    const match = field.enum.find((option) => option === text.trim().toLowerCase());
    if (match === undefined) return { problem: `must be one of ${field.enum.join(', ')}, not ${shown(value)}` };
    text = match;
  }
  if (field.minLength !== undefined && text.trim().length < field.minLength) return { problem: 'must not be empty' };
  return { value: text };
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string');

/** Arguments that may be sent as a list of their lines. */
const OF_LINES = new Set(['content', 'old_str', 'new_str']);
/**
 * The lines as one text, where all of them end with a line break, or none does; a file's last line has one of its own.
 */
function linesAs(key: string, lines: readonly string[]): string | null {
  // One alone may be a line or all there is.
  if (lines.length === 1) return key !== 'content' || lines[0]?.endsWith('\n') === true ? (lines[0] ?? null) : null;
  if (lines.every((line) => !line.includes('\n')))
    // An empty one at the end is what stands behind the last line break.
    return lines.join('\n') + (key === 'content' && lines.at(-1) !== '' ? '\n' : '');
  return lines.slice(0, -1).every((line) => line.endsWith('\n')) ? lines.join('') : null;
}

function asInteger(key: string, field: Field, value: unknown): Coerced {
  let number = typeof value === 'number' ? value : Number.NaN;
  if (typeof value === 'string') {
    const unit = key.endsWith('_seconds') ? /^([+-]?\d+)(?:\.0+)?\s*(?:s|secs?|seconds?)?$/i : /^([+-]?\d+)(?:\.0+)?$/;
    const digits = unit.exec(value.trim())?.[1];
    if (digits !== undefined) number = Number(digits);
  }
  if (!Number.isSafeInteger(number)) return { problem: `must be a whole number, not ${shown(value)}` };
  if (field.minimum !== undefined && number < field.minimum) return { problem: `must be at least ${field.minimum}` };
  if (field.maximum !== undefined && number > field.maximum) return { problem: `must be at most ${field.maximum}` };
  return { value: number };
}

const shown = (value: unknown): string => oneLine(JSON.stringify(value) ?? typeof value, 60);
