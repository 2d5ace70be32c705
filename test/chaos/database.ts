import Database from 'better-sqlite3';
import pg from 'pg';
import { PostgresServer } from '#testing';
import { descendantsOf, until } from './processes.js';

export const DATABASES = ['sqlite', 'postgres'] as const;
export type DatabaseName = (typeof DATABASES)[number];

export const troubleWithDatabase = (name: DatabaseName): string | null =>
  name === 'postgres' ? PostgresServer.missing : null;

/** The truth itself, read past the API. */
export abstract class ChaosDatabase {
  /** For the configuration; null = the file. */
  abstract readonly url: string | null;
  /** `?` stands for the values, in their order. */
  abstract rows<Row>(sql: string, ...values: readonly unknown[]): Promise<Row[]>;
  /** Keeps everybody else from writing, as a backup or another program may. */
  abstract lock(): Promise<() => Promise<void>>;
  abstract close(): void;
}

export class SqliteFile extends ChaosDatabase {
  readonly url = null;

  constructor(private readonly path: string) {
    super();
  }

  async rows<Row>(sql: string, ...values: readonly unknown[]): Promise<Row[]> {
    const db = new Database(this.path, { readonly: true });
    try {
      return db.prepare<unknown[], Row>(sql).all(...values);
    } finally {
      db.close();
    }
  }

  async lock(): Promise<() => Promise<void>> {
    const db = new Database(this.path, { timeout: 10_000 });
    db.exec('BEGIN IMMEDIATE');
    return async () => void db.close();
  }

  close(): void {
    // The file goes with its folder.
  }
}

/** Times and counts fit a double; the driver would hand them over as text. */
const INT8 = 20;

/** A server of one world's own. */
export class OwnPostgres extends ChaosDatabase {
  private starting: Promise<unknown> | null = null;
  /** Told to end; it may still be there for a moment. */
  private isDying = false;

  private constructor(
    private readonly server: PostgresServer,
    readonly url: string,
  ) {
    super();
  }

  static async start(folder?: string): Promise<OwnPostgres> {
    const server = await PostgresServer.start(process.pid, folder);
    return new OwnPostgres(server, await server.database());
  }

  async rows<Row>(sql: string, ...values: readonly unknown[]): Promise<Row[]> {
    let n = 0;
    const text = sql.replace(/\?/g, () => `$${++n}`);
    // May be on its way back from a fault.
    return until('the database answers', 30_000, async () => {
      const client = await this.connect();
      try {
        return (await client.query(text, [...values])).rows as Row[];
      } finally {
        await client.end();
      }
    });
  }

  async lock(): Promise<() => Promise<void>> {
    const client = await this.connect();
    await client.query('BEGIN; LOCK TABLE tasks, attempts, events IN EXCLUSIVE MODE');
    return () => client.end().catch(() => undefined);
  }

  /** All at once, as in a crash of its machine. */
  kill(): void {
    this.isDying = true;
    this.server.kill();
  }

  /** Again, after `kill`; two starts at once are one. */
  async start(): Promise<void> {
    this.starting ??= this.server
      .restart()
      .then(() => (this.isDying = false))
      .finally(() => (this.starting = null));
    await this.starting;
  }

  get runs(): boolean {
    return !this.isDying && this.server.pid !== null;
  }

  /** One of its processes dies, upon which the server ends all sessions and recovers. */
  crashSession(): void {
    for (const session of this.sessions().reverse()) {
      try {
        process.kill(session, 'SIGKILL');
        return;
      } catch {
        // It ended by itself.
      }
    }
  }

  async cutConnections(): Promise<void> {
    const client = await this.connect();
    await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    await client.end();
  }

  /** Neither answers nor ends anything; the answer lets it go on. */
  freeze(): () => void {
    const all = [this.server.pid ?? 0, ...this.sessions()].filter((pid) => pid > 0);
    const each = (signal: NodeJS.Signals): void => {
      for (const pid of all) {
        try {
          process.kill(pid, signal);
        } catch {
          // It ended by itself.
        }
      }
    };
    each('SIGSTOP');
    return () => each('SIGCONT');
  }

  close(): void {
    this.server.stop();
  }

  private async connect(): Promise<pg.Client> {
    const types = {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === INT8 ? Number : (pg.types.getTypeParser(oid, format) as (value: string) => unknown),
    };
    const client = new pg.Client({ connectionString: this.url, types });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  /** Children of the server. */
  private sessions(): number[] {
    return descendantsOf(this.server.pid ?? 0).map(({ pid }) => pid);
  }
}
