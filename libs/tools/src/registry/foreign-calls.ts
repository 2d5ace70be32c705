/** What other harnesses call these tools; taken only when the arguments fit too. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  shell_execute: [
    'bash',
    'bash_tool',
    'shell',
    'local_shell',
    'sh',
    'exec_command',
    'execute_bash',
    'run_bash',
    'run_command',
    'run_in_terminal',
    'run_terminal_cmd',
    'execute_command',
    'run_shell_command',
    'terminal',
  ],
  read_file: ['cat', 'read', 'view', 'view_file', 'open_file'],
  write_file: ['write', 'write_to_file', 'create_file', 'save_file'],
  edit_file: ['edit', 'str_replace', 'replace_in_file', 'replace_string_in_file'],
  list_directory: ['ls', 'list_dir', 'list_files'],
  search_files: ['grep', 'grep_search'],
  glob_find: ['glob', 'find_files'],
  delete_file: ['remove_file'],
  move_file: ['rename_file'],
  finish: ['done', 'task_complete', 'complete_task', 'task_done', 'attempt_completion', 'submit', 'final_answer'],
  apply_patch: ['applypatch'],
};
const ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries(OTHER_NAMES).flatMap(([own, others]) => others.map((other) => [other, own] as const)),
);

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

/** Decorations round a name taken off: "functions.read_file", "read_file:0", "Read-File", leaked control tokens. */
const folded = (name: string): string =>
  name
    .replace(/<\|.*$/s, '')
    .trim()
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/:(?:index:)?\d+$/, '')
    .replace(/^.*[.:/]/, '')
    .replace(/[\s-]+/g, '_');

type Arguments = Readonly<Record<string, unknown>>;

/** Names of tools that a written name may stand for, the likeliest first; which of them there is, the caller knows. Pure. */
export function namesFor(name: string): readonly string[] {
  const bare = folded(name);
  const alias = ALIASES.get(bare);
  return [name, bare, ...(alias === undefined ? [] : [alias]), ...(EDITORS.has(bare) ? ['edit_file'] : [])];
}

/** The call in this harness's own terms where another one's says the same with more arguments; else as it is. Pure. */
export function inOwnTerms(call: { readonly name: string; readonly arguments: Arguments }): {
  readonly name: string;
  readonly arguments: Arguments;
} {
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
