/** What other harnesses call the executor's tools. */
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
    // Its last part alone may be any tool that runs something.
    'container.exec',
    'container_exec',
  ],
  read_file: ['cat', 'read', 'view', 'view_file', 'open_file'],
  write_file: ['write', 'write_to_file', 'create_file', 'save_file'],
  edit_file: [
    'edit',
    'str_replace',
    'replace_in_file',
    'replace_string_in_file',
    'apply_diff',
    'search_and_replace',
    'multi_edit',
    'multiedit',
  ],
  list_directory: ['ls', 'list_dir', 'list_files'],
  search_files: ['grep', 'grep_search'],
  glob_find: ['glob', 'find_files'],
  delete_file: ['remove_file'],
  move_file: ['rename_file'],
  finish: ['done', 'task_complete', 'complete_task', 'task_done', 'attempt_completion', 'submit', 'final_answer'],
};
const OWN_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(OTHER_NAMES).flatMap(([own, others]) => others.map((other) => [other, own] as const)),
);

/**
 * The tool that a name of another harness means, in lower case with underscores, a point where it has one; null when it
 * is none.
 */
export const ownNameOf = (foreign: string): string | null => OWN_NAMES.get(foreign) ?? null;
