import { ownNameOf } from '#domain';
import { editBlocks } from '../edits/edit-blocks.js';
import { wordsOf, commandOf } from './word-lists.js';

/** One tool for everything, told apart by the argument `command`. */
const EDITORS = new Set([
  'str_replace_editor',
  'str_replace_based_edit_tool',
  'text_editor',
  'file_editor',
  'fs_write',
]);
const EDITOR_COMMANDS: ReadonlyMap<string, string> = new Map([
  ['view', 'read_file'],
  ['create', 'write_file'],
  ['str_replace', 'edit_file'],
]);

/** Decorations round a name taken off: "read_file:0", "Read-File", leaked control tokens. */
const plain = (name: string): string =>
  name
    .replace(/<\|.*$/s, '')
    .trim()
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/:(?:index:)?\d+$/, '')
    .replace(/[\s-]+/g, '_');
/** And what it is a part of: "functions.read_file". */
const folded = (name: string): string => plain(name).replace(/^.*[.:/]/, '');

const SHELL = 'shell_execute';
/** By its last part, or by the last two. */
const ownOf = (name: string): string | null =>
  ownNameOf(folded(name)) ?? ownNameOf(plain(name).split(/[.:/]/).slice(-2).join('.'));

/** The patch of a command that only applies one, with a program that is not there; null for any other command. */
function patchIn(command: unknown): string | null {
  const words: readonly unknown[] = Array.isArray(command) ? command : [command];
  const [first, second] = words;
  if (words.length === 2 && first === 'apply_patch' && typeof second === 'string') return second;
  const script = words.at(-1);
  if (words.length > 1 && !(words.length === 3 && typeof first === 'string' && /(?:^|\/)(?:ba)?sh$/.test(first)))
    return null;
  const here = /^\s*apply_patch\s*<<-?\s*(['"]?)(\w+)\1[ \t]*\n([\s\S]*)\n\2\s*$/.exec(
    typeof script === 'string' ? script : '',
  );
  return here?.[3] ?? null;
}

/** Names for the folder a command starts in. */
const FOLDERS = ['cwd', 'workdir', 'working_directory', 'working_dir', 'directory'];
/** A command that is to start in another folder goes there itself. */
function inItsFolder(given: Arguments): Arguments | null {
  const { command: written, ...others } = given;
  const [key, ...more] = FOLDERS.filter((name) => name in others);
  const words = wordsOf(written);
  const command = words === null ? written : commandOf(words);
  if (key === undefined || more.length > 0 || typeof command !== 'string') return null;
  const { [key]: folder, ...rest } = others;
  if (typeof folder !== 'string' || /^(?:\.?\/?|\/workspace\/?)$/.test(folder.trim())) return null;
  return { command: `cd -- '${folder.trim().replaceAll("'", "'\\''")}' || exit\n${command}`, ...rest };
}

const EDIT = 'edit_file';

/** An edit whose old and new texts stand in one argument, as blocks; several of them are one patch. */
function byBlocks(given: Arguments): { readonly name: string; readonly arguments: Arguments } | null {
  const { diff, ...rest } = given;
  const path = rest['path'] ?? rest['file_path'];
  const blocks = typeof diff === 'string' && typeof path === 'string' ? editBlocks(diff) : null;
  const [only, ...others] = blocks ?? [];
  if (only === undefined) return null;
  if (others.length === 0) return { name: EDIT, arguments: { ...rest, old_str: only.before, new_str: only.after } };
  const marked = (text: string, sign: string): string[] => text.split('\n').map((line) => `${sign}${line}`);
  const hunks = [only, ...others].flatMap(({ before, after }) => [
    '@@',
    ...marked(before, '-'),
    ...(after === '' ? [] : marked(after, '+')),
  ]);
  const patch = ['*** Begin Patch', `*** Update File: ${String(path)}`, ...hunks, '*** End Patch'];
  return { name: 'apply_patch', arguments: { input: patch.join('\n') } };
}

type Arguments = Readonly<Record<string, unknown>>;

/** The time a command may take, in another unit. */
const IN_MILLISECONDS = ['timeout_ms', 'timeout_millis', 'timeout_milliseconds'];
/** When, and how much of, its output is handed over, which is decided here. */
const OF_OUTPUT = ['yield_time_ms', 'max_output_tokens'];
function inOwnUnits(given: Arguments): Arguments {
  const entries = Object.entries(given).flatMap(([key, value]): [string, unknown][] => {
    if (OF_OUTPUT.includes(key) && typeof value === 'number') return [];
    const ms = IN_MILLISECONDS.includes(key) && !('timeout_seconds' in given) ? Number(value) : NaN;
    return ms > 0 ? [['timeout_seconds', Math.ceil(ms / 1000)]] : [[key, value]];
  });
  const isSame = Object.keys(given).every((key, at) => entries[at]?.[0] === key);
  return isSame ? given : Object.fromEntries(entries);
}

/**
 * Names of tools that a written name may stand for, the likeliest first; which of them there is, the caller knows.
 * Pure.
 */
export function namesFor(name: string): readonly string[] {
  const bare = folded(name);
  const alias = ownOf(name);
  return [name, bare, ...(alias === null ? [] : [alias]), ...(EDITORS.has(bare) ? ['edit_file'] : [])];
}

/** The call in this harness's own terms where another one's says the same with more arguments; else as it is. Pure. */
export function inOwnTerms(call: { readonly name: string; readonly arguments: Arguments }): {
  readonly name: string;
  readonly arguments: Arguments;
} {
  const isCommand = ownOf(call.name) === SHELL || call.name === SHELL;
  const { cmd, ...besides } = call.arguments;
  const written = cmd === undefined || 'command' in besides ? call.arguments : { command: cmd, ...besides };
  const patch = isCommand ? patchIn(written['command']) : null;
  if (patch !== null) return { name: 'apply_patch', arguments: { input: patch } };
  if (isCommand) {
    const args = inItsFolder(inOwnUnits(written)) ?? inOwnUnits(call.arguments);
    return args === call.arguments ? call : { name: call.name, arguments: args };
  }
  const blocks = call.name === EDIT || ownNameOf(folded(call.name)) === EDIT ? byBlocks(call.arguments) : null;
  if (blocks !== null) return blocks;
  const { command, view_range: range, ...rest } = call.arguments;
  if (!EDITORS.has(folded(call.name)) || typeof command !== 'string') return call;
  const name = EDITOR_COMMANDS.get(command.trim().toLowerCase());
  if (name === undefined) return call;
  const lines: readonly unknown[] = Array.isArray(range) && name === 'read_file' ? range : [];
  const [start, end] = lines;
  return {
    name,
    arguments: {
      ...Object.fromEntries(
        Object.entries(rest).filter(([, value]) => (value !== null && value !== '') || name !== 'read_file'),
      ),
      ...(typeof start === 'number' ? { line_start: start } : {}),
      ...(typeof end === 'number' && end > 0 ? { line_end: end } : {}),
    },
  };
}
