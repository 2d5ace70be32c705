import { LoomError } from '#domain';

/** What is named cannot be opened as Loom's database. Nothing was changed. */
export class DatabaseUnreadable extends LoomError {
  readonly code = 'database_unreadable';

  constructor(
    message: string,
    override readonly remedy: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/** Problem and remedy where a migration failed; whatever was done of it is undone. */
export const outdated = ({ message }: Error): [problem: string, remedy: string] => [
  `could not be brought up to date (${message}), and is as it was`,
  'Go on with the version that made it, and report this: it is a defect of Loom, or somebody has changed the tables.',
];

/** The database holds tables that only a newer Loom knows. */
export class DatabaseTooNew extends LoomError {
  readonly code = 'database_too_new';
  override readonly remedy: string;

  constructor(
    readonly path: string,
    readonly unknownMigrations: readonly string[],
    key: 'database_path' | 'database_url' = 'database_path',
  ) {
    super(`the database ${path} was made by a newer Loom (it holds ${unknownMigrations.join(', ')})`);
    this.remedy = `Run the Loom that made it or a later one, restore a backup made before the upgrade, or name another ${key}.`;
  }
}

/** A backup could not be made or restored. What was there before is as it was. */
export class BackupFailed extends LoomError {
  readonly code = 'backup_failed';

  constructor(
    message: string,
    override readonly remedy: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/** The database was open and then failed: a full disk, a lock that was never let go, a damaged page. */
export class DatabaseFailed extends LoomError {
  readonly code = 'database_failed';

  constructor(
    readonly driverCode: string,
    override readonly retryable: boolean,
    override readonly remedy: string,
    cause: unknown,
  ) {
    super(`the database refused a request (${driverCode}: ${cause instanceof Error ? cause.message : 'no detail'})`, {
      cause,
    });
  }
}

export class BadCursor extends LoomError {
  readonly code = 'bad_cursor';
  override readonly remedy = 'Use the cursor of the last answer as it is, or none to start from the newest.';

  constructor() {
    super('the cursor is not one that Loom gave out');
  }
}

/** An owner skipped an entry: what it has recorded so far would not be the attempt any more. */
export class EntryGap extends LoomError {
  readonly code = 'entry_gap';

  constructor(
    readonly attemptId: string,
    readonly expected: number,
    readonly got: number,
  ) {
    super(`entry ${got} of the attempt ${attemptId} was sent, but ${expected} is the next one`);
  }
}
