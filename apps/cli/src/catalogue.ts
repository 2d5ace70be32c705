import type { CommandSpec, OptionSpec } from './command-spec.js';
import { DEMO, SERVE, WORKER } from './container-catalogue.js';

/*
 * Every command as data: the parser, the help, the shell completion and the Nest container commands read it from here.
 * Bodies are imported when a command runs, so that none pays for another.
 */

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
const MEMORY_TYPES = ['decision', 'error', 'tool_result', 'discovery', 'artifact', 'context', 'user_instruction'];

/** What a limit of a task may be. */
const LIMIT = [1, Number.MAX_SAFE_INTEGER] as const;

const tasks = () => import('./commands/tasks.js');
const approving = () => import('./commands/approvals.js');
const steering = () => import('./commands/steering.js');
const results = () => import('./commands/results.js');
const system = () => import('./commands/system.js');
const inContainer = async () => (await import('./container-commands.js')).runInContainer;

export const COMMANDS: readonly CommandSpec[] = [
  { ...SERVE, load: inContainer },
  { ...WORKER, load: inContainer },
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
    load: async () => (await import('./commands/run.js')).run,
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
    load: async () => (await import('./commands/watch.js')).watch,
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
  {
    name: 'models',
    about: 'list the models: roles, tier, health, what each can do',
    more: `A model is known by its server and its name. Success of an executor is what the verifier says of its work.
The routing takes the better of equal models, and comes back to each now and then.
--probe has the server's workers ask models anew what they can do: tools, schemas, thinking, roles, speed. A model is
asked while nobody works on its server. The keys of [models.NAME] that say the same go before what is found out.`,
    options: [
      { flags: '--stats', about: 'success, retries, tokens and seconds per model, role and tier' },
      { flags: '--probe [name]', about: 'find out now what a model can do, or all models' },
    ],
    examples: ['loom models', 'loom models --stats', 'loom models --probe small'],
    load: async () => (await import('./commands/models.js')).models,
  },
  {
    name: 'eval',
    operands: '<what>',
    about: 'measure how often a verifier passes faults: loom eval verifier',
    more: `Shows each verifier of loom.toml small finished works, most of them with a known fault, claimed as done by each
executor's model, through the same checks and prompts as in work. It asks the models from this machine, in a folder of
its own that goes with it, and takes some minutes for each pair. The rates are kept by the server that answers, else by
the database itself, shown in loom models, and used when a verifier is chosen.`,
    options: [
      { flags: '--verifier <name>', about: 'only this section of loom.toml' },
      { flags: '--executor <name>', about: 'only work claimed by this one' },
      { flags: '--case <text>', about: 'only cases with this in their name' },
    ],
    examples: ['loom eval verifier', 'loom eval verifier --verifier small --json'],
    load: async () => (await import('./commands/eval.js')).evaluate,
  },
  {
    name: 'tools',
    about: 'list the tools an executor has',
    examples: ['loom tools'],
    load: async () => (await system()).tools,
  },
  {
    name: 'workers',
    about: 'list the workers that are at work',
    examples: ['loom workers'],
    load: async () => (await system()).workers,
  },
  {
    name: 'config',
    about: "print the server's effective configuration, secrets masked",
    examples: ['loom config'],
    load: async () => (await system()).config,
  },
  {
    name: 'token',
    operands: '<action> [name]',
    about: 'make, list and revoke tokens of users and workers',
    more: `"create NAME" prints a new token, once; "list" shows all there are; "revoke ID" ends one at once.
Needs the [server] token of the configuration. A worker's token opens nothing but the calls of workers.`,
    options: [{ flags: '--kind <kind>', about: 'of a user (default) or a worker', choices: ['user', 'worker'] }],
    examples: ['loom token create gpu-box --kind worker', 'loom token list', 'loom token revoke 3f2a5b6c7d8e'],
    load: async () => (await import('./commands/token.js')).token,
  },
  {
    name: 'gc',
    about: 'free the space of work that nobody can undo any more',
    more: `Landings are kept for 30 days (workspace.keep_days) after their task has ended, attempts that never landed for 7
(keep_failed_days). A store above max_store_gib lets its oldest work go first.
The server does the same by itself once an hour; workspaces that a task works on are left alone.`,
    options: [{ flags: '--dry-run', about: 'only say what would be freed' }],
    examples: ['loom gc --dry-run', 'loom gc'],
    load: async () => (await import('./commands/gc.js')).gc,
  },
  {
    name: 'backup',
    operands: '<folder>',
    about: 'copy everything Loom keeps into a new folder, also while it works',
    more: `Run it where the server runs; it needs no server. In the folder are the database of one moment (a Postgres by
pg_dump), the states of all workspaces, Loom's scratch folder, your prompts and loom.toml, all of it checked. It holds
what the tasks held: keep it as you keep them.`,
    examples: ['loom backup /mnt/backup/loom-$(date +%F)', 'docker compose exec api loom backup /data/backups/today'],
    load: async () => (await import('./commands/backup.js')).backup,
  },
  {
    name: 'restore',
    operands: '<folder>',
    about: 'put a backup where loom.toml says the data is; there must be none',
    more: `Stop the server first. Tasks go on with the next \`loom serve\` where they were. Your own folders are left as they
are; what is missing of them is named.`,
    options: [{ flags: '--folders', about: 'fill workspaces that are missing or empty, as Loom last saw them' }],
    examples: ['loom restore /mnt/backup/loom-2026-01-31', 'loom restore /mnt/backup/loom-2026-01-31 --folders'],
    load: async () => (await import('./commands/backup.js')).restore,
  },
  {
    name: 'doctor',
    about: 'check Node, git, Redis, the sandbox and every model endpoint, and say how to mend each',
    more: `Works without a server. What models can do is told by a server that answers; --probe asks them anew, by the
server's workers or, where none answers, from this machine. That takes up to probe_seconds for each model.`,
    options: [{ flags: '--probe', about: 'ask every model what it can do' }],
    examples: ['loom doctor', 'loom doctor --probe', 'loom doctor --config ./loom.toml'],
    load: async () => (await import('./commands/doctor.js')).doctor,
  },
  {
    name: 'init',
    about: 'find model servers on this machine and write loom.toml',
    more: 'Looks for Ollama, LM Studio, vLLM and llama.cpp on loopback.',
    options: [
      { flags: '--output <file>', about: 'file to write (default: ./loom.toml)' },
      { flags: '--yes', about: 'take the suggested model for every role without asking' },
      { flags: '--force', about: 'replace a file that exists' },
      { flags: '--ollama-port <number>', about: 'default: 11434', integer: [1, 65535] },
      { flags: '--lm-studio-port <number>', about: 'default: 1234', integer: [1, 65535] },
      { flags: '--vllm-port <number>', about: 'default: 8000', integer: [1, 65535] },
      { flags: '--llama-cpp-port <number>', about: 'default: 8080', integer: [1, 65535] },
    ],
    examples: ['loom init', 'loom init --yes --output ~/.loom/loom.toml'],
    load: async () => (await import('./commands/init.js')).init,
  },
  { ...DEMO, load: inContainer },
  {
    name: 'tui',
    operands: '[id]',
    about: 'full-screen view: tasks, live plan, output, diff, and every decision by a key',
    examples: ['loom tui', 'loom tui 3f2a'],
    load: async () => (await import('./commands/tui.js')).tui,
  },
  {
    name: 'mcp',
    about: 'offer Loom to editors and other agents as MCP tools',
    more: `Speaks the Model Context Protocol on standard input and output, as editors start it; with --http as streamable
HTTP, where each caller shows the API's token as its own bearer token. Needs a running server.`,
    options: [
      { flags: '--http', about: 'serve over streamable HTTP instead' },
      { flags: '--host <address>', about: 'with --http: address to listen on (default: 127.0.0.1)' },
      { flags: '--port <number>', about: 'with --http: port (default: 9010)', integer: [0, 65535] },
    ],
    examples: ['loom mcp', 'loom mcp --http --port 9010'],
    load: async () => (await import('./commands/mcp.js')).mcp,
  },
  {
    name: 'completion',
    operands: '<shell>',
    about: 'print a completion script for bash, zsh or fish',
    examples: [
      'loom completion bash > ~/.local/share/bash-completion/completions/loom',
      'source <(loom completion zsh)',
    ],
    load: async () => (await import('./commands/completion.js')).completionOf(COMMANDS, GLOBAL_OPTIONS),
  },
];

export const GLOBAL_OPTIONS: readonly OptionSpec[] = [
  { flags: '--config <file>', about: 'loom.toml to read' },
  { flags: '--server <url>', about: "the API's address (else $LOOM_SERVER_URL, else the configured one)" },
  { flags: '--token <token>', about: "the API's token (else $LOOM_SERVER_TOKEN, else the configured one)" },
  { flags: '--json', about: 'machine output on stdout' },
  { flags: '--no-color', about: 'no colours' },
];
