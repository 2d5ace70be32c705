import type { CommandSpec } from '../command-spec.js';

const MEMORY_TYPES = ['decision', 'error', 'tool_result', 'discovery', 'artifact', 'context', 'user_instruction'];

const tasks = () => import('../commands/tasks.js');
const results = () => import('../commands/results.js');

/** Commands that show and take back what came of a task. */
export const RESULTS: readonly CommandSpec[] = [
  {
    name: 'subtasks',
    operands: '<id>',
    about: 'list the subtasks of a task',
    examples: ['loom subtasks 3f2a'],
    load: async () => (await tasks()).subtasks,
  },
  {
    name: 'trace',
    operands: '<id> <subtask>',
    about: 'show every attempt at a subtask: prompts, answers, tool calls, verdicts',
    examples: ['loom trace 3f2a write-tests | less'],
    load: async () => (await results()).trace,
  },
  {
    name: 'changes',
    operands: '<id>',
    about: 'list the files a task has changed',
    examples: ['loom changes 3f2a'],
    load: async () => (await results()).changes,
  },
  {
    name: 'diff',
    operands: '<id> [path]',
    about: 'print what a task has changed, as git apply takes it',
    options: [{ flags: '--subtask <id>', about: 'only the changes of this subtask' }],
    examples: ['loom diff 3f2a', 'loom diff 3f2a src/main.ts > change.patch'],
    load: async () => (await results()).diff,
  },
  {
    name: 'revert',
    operands: '<id>',
    about: 'undo a task, a subtask or a file, byte for byte',
    more: `Never goes over your own later edits: where they are in the way nothing is changed, and the files are named.
--on-conflict skip undoes all the rest; force puts back what was there before and keeps a snapshot of your edits.`,
    options: [
      { flags: '--subtask <id>', about: 'only the changes of this subtask' },
      { flags: '--path <file>', about: 'only this file' },
      { flags: '--redo', about: 'take the last undo back' },
      {
        flags: '--on-conflict <mode>',
        about: 'where later edits are in the way (default: abort)',
        choices: ['abort', 'skip', 'force'],
      },
    ],
    examples: ['loom revert 3f2a', 'loom revert 3f2a --path src/main.ts', 'loom revert 3f2a --redo'],
    load: async () => (await results()).revert,
  },
  {
    name: 'memory',
    operands: '[id]',
    about: 'show what a task remembers, or search the memory of all tasks',
    options: [
      { flags: '--search <text>', about: 'best matches first; over all tasks when no id is given' },
      { flags: '--type <type>', about: 'only entries of this type', choices: MEMORY_TYPES },
      { flags: '--limit <number>', about: 'at most so many', integer: [1, 1000] },
    ],
    examples: ['loom memory 3f2a', 'loom memory --search "csv quoting"'],
    load: async () => (await results()).memory,
  },
];
