import type { CommandSpec } from '../command-spec.js';

const TASK_STATUSES = [
  'pending',
  'planning',
  'executing',
  'paused',
  'waiting_approval',
  'completed',
  'failed',
  'cancelled',
];
/** What a limit of a task may be. */
const LIMIT = [1, Number.MAX_SAFE_INTEGER] as const;

const tasks = () => import('../commands/tasks.js');
const approving = () => import('../commands/approvals.js');
const steering = () => import('../commands/steering.js');

/** Commands that give Loom work, follow it and steer it. */
export const WORK: readonly CommandSpec[] = [
  {
    name: 'run',
    operands: '<goal>',
    about: 'give Loom a goal and watch it work',
    more: `Uses the configured server; when none answers there, one is started for this run and stopped after it.
Files change only with work that was verified. "-" reads the goal from standard input.
Ctrl-C stops watching, not the task: what to type to go on is printed.`,
    options: [
      { flags: '--workspace <folder>', about: 'folder to work on (default: a new empty one)' },
      {
        flags: '--approval-mode <mode>',
        about: 'who releases work',
        choices: ['auto', 'manual', 'confidence_threshold'],
      },
      {
        flags: '--context <key=value>',
        about: 'fact for the planner and the last verification; repeatable',
        repeats: true,
      },
      { flags: '--protect <glob>', about: 'files that must not change; repeatable', repeats: true },
      { flags: '--priority <number>', about: '0 to 9, 9 goes first (default: 5)', integer: [0, 9] },
      { flags: '--max-tokens <number>', about: 'stop at so many tokens of all model calls together', integer: LIMIT },
      { flags: '--max-model-calls <number>', about: 'stop at so many model calls', integer: LIMIT },
      { flags: '--max-seconds <number>', about: 'stop after so long', integer: LIMIT },
      { flags: '--callback-url <url>', about: 'gets the end of the task as a POST, see docs/webhooks.md' },
      { flags: '--metadata <key=value>', about: 'kept with the task and never used; repeatable', repeats: true },
      { flags: '--detach', about: 'print the task id and return; needs a running server' },
    ],
    examples: [
      'loom run "add a --verbose flag with tests" --workspace .',
      'loom run "port it to TypeScript" --workspace app --protect "docs/**" --context style=strict',
      'loom run "mend the failing test" --workspace . --max-seconds 1800 --max-tokens 500000',
    ],
    load: async () => (await import('../commands/run.js')).run,
  },
  {
    name: 'list',
    about: 'list tasks, newest first',
    options: [
      { flags: '--status <status>', about: 'only tasks in this state', choices: TASK_STATUSES },
      { flags: '--limit <number>', about: 'at most so many (default: 50)', integer: [1, 10_000] },
    ],
    examples: ['loom list --status failed'],
    load: async () => (await tasks()).list,
  },
  {
    name: 'status',
    operands: '<id>',
    about: 'show a task: its plan, progress, and what it waits for',
    examples: ['loom status 3f2a'],
    load: async () => (await tasks()).status,
  },
  {
    name: 'watch',
    operands: '<id>',
    about: 'follow a task until it ends',
    options: [{ flags: '--since <number>', about: 'start after this event number', integer: [0, 1e12] }],
    examples: ['loom watch 3f2a', 'loom watch 3f2a --json'],
    load: async () => (await import('../commands/watch.js')).watch,
  },
  {
    name: 'cancel',
    operands: '<id>',
    about: 'stop a task for good; work that has landed stays',
    examples: ['loom cancel 3f2a'],
    load: async () => (await steering()).cancel,
  },
  {
    name: 'pause',
    operands: '<id>',
    about: 'let a task rest until it is resumed',
    examples: ['loom pause 3f2a'],
    load: async () => (await steering()).pause,
  },
  {
    name: 'resume',
    operands: '<id>',
    about: 'go on with a paused task',
    examples: ['loom resume 3f2a'],
    load: async () => (await steering()).resume,
  },
  {
    name: 'retry',
    operands: '<id> [subtask]',
    about: 'go on with a failed task from what has landed',
    examples: ['loom retry 3f2a', 'loom retry 3f2a write-tests'],
    load: async () => (await steering()).retry,
  },
  {
    name: 'steer',
    operands: '<id> <text>',
    about: 'tell a running task something; it is in the very next prompt',
    examples: ['loom steer 3f2a "use the standard library only"'],
    load: async () => (await steering()).steer,
  },
  {
    name: 'feedback',
    operands: '<id> <text>',
    about: 'remember an instruction for all later prompts of a task',
    options: [{ flags: '--subtask <id>', about: 'only for this subtask' }],
    examples: ['loom feedback 3f2a "names in English" --subtask write-tests'],
    load: async () => (await steering()).feedback,
  },
  {
    name: 'approvals',
    operands: '[id]',
    about: 'show what waits for approval: each command and each diff as an answer counts for it',
    examples: ['loom approvals', 'loom approvals 3f2a'],
    load: async () => (await approving()).approvals,
  },
  {
    name: 'approve',
    operands: '<id> <subtask>',
    about: 'release what waits for approval, and show what that is',
    options: [{ flags: '--hash <hash>', about: 'only what you saw with this hash in `loom approvals`' }],
    examples: ['loom approve 3f2a write-tests'],
    load: async () => (await approving()).approve,
  },
  {
    name: 'reject',
    operands: '<id> <subtask>',
    about: 'refuse what waits for approval; the reason goes into the retry',
    options: [{ flags: '--reason <text>', about: 'what is wrong with it', required: true }],
    examples: ['loom reject 3f2a write-tests --reason "the empty file is not tested"'],
    load: async () => (await steering()).reject,
  },
];
