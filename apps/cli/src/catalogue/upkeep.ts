import type { CommandSpec } from '../command-spec.js';

/** Commands for whoever runs a Loom: tokens, space, backups. */
export const UPKEEP: readonly CommandSpec[] = [
  {
    name: 'token',
    operands: '<action> [name]',
    about: 'make, list and revoke tokens of users and workers',
    more: `"create NAME" prints a new token, once; "list" shows all there are; "revoke ID" ends one at once.
Needs the [server] token of the configuration. A worker's token opens nothing but the calls of workers.`,
    options: [{ flags: '--kind <kind>', about: 'of a user (default) or a worker', choices: ['user', 'worker'] }],
    examples: ['loom token create gpu-box --kind worker', 'loom token list', 'loom token revoke 3f2a5b6c7d8e'],
    load: async () => (await import('../commands/token.js')).token,
  },
  {
    name: 'gc',
    about: 'free the space of work that nobody can undo any more',
    more: `Landings are kept for 30 days (workspace.keep_days) after their task has ended, attempts that never landed for 7
(keep_failed_days). A store above max_store_gib lets its oldest work go first.
The server does the same by itself once an hour; workspaces that a task works on are left alone. It needs room for one
pack of a store, 64 MiB or a 32nd of it, and frees what it can where there is less.`,
    options: [{ flags: '--dry-run', about: 'only say what would be freed' }],
    examples: ['loom gc --dry-run', 'loom gc'],
    load: async () => (await import('../commands/gc.js')).gc,
  },
  {
    name: 'backup',
    operands: '<folder>',
    about: 'copy everything Loom keeps into a new folder, also while it works',
    more: `Run it where the server runs; it needs no server. In the folder are the database of one moment (a Postgres by
pg_dump), the states of all workspaces, Loom's scratch folder, your prompts and loom.toml, all of it checked. It holds
what the tasks held: keep it as you keep them.`,
    examples: ['loom backup /mnt/backup/loom-$(date +%F)', 'docker compose exec api loom backup /data/backups/today'],
    load: async () => (await import('../commands/backup.js')).backup,
  },
  {
    name: 'restore',
    operands: '<folder>',
    about: 'put a backup where loom.toml says the data is; there must be none',
    more: `Stop the server first. Tasks go on with the next \`loom serve\` where they were. Your own folders are left as they
are; what is missing of them is named.`,
    options: [{ flags: '--folders', about: 'fill workspaces that are missing or empty, as Loom last saw them' }],
    examples: ['loom restore /mnt/backup/loom-2026-01-31', 'loom restore /mnt/backup/loom-2026-01-31 --folders'],
    load: async () => (await import('../commands/backup.js')).restore,
  },
];
