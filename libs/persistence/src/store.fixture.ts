import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDriver from 'better-sqlite3';
import pg from 'pg';
import type { LeaseWrite, NewAttempt, NewTask, TaskCommit } from '#conductor';
import type { AttemptEntry, Lease, NewEvent } from '#contracts';
import { commitOf, newTask, PostgresServer, subtaskOf } from '#testing';
import { afterAll } from 'vitest';
import { openDatabase } from './open-database.js';
import { SqlTaskStore } from './sql-task-store.js';

/** Where a test keeps its rows. */
export interface Place {
  readonly path: string;
  readonly url?: string;
  /** Keeps every other connection from writing; the answer lets them again. */
  lock(): Promise<() => Promise<void>>;
  /** Not before all stores on it are closed. */
  leave(): void | Promise<void>;
}

type Kind = { place(): Promise<Place> };

const SQLITE_KIND: Kind = {
  place: () => {
    const folder = mkdtempSync(join(tmpdir(), 'loom-store-'));
    const path = join(folder, 'data', 'loom.db');
    const lock = async () => {
      const other = new SqliteDriver(path);
      other.exec('BEGIN IMMEDIATE');
      return async () => void other.close();
    };
    return Promise.resolve({ path, lock, leave: () => rmSync(folder, { recursive: true, force: true }) });
  },
};

/** One database for each spec file, emptied after each test. */
function postgresKind(): Kind {
  let made: Promise<{ server: PostgresServer; url: string }> | null = null;
  return {
    place: async () => {
      made ??= PostgresServer.shared().then(async (server) => {
        const url = await server.database();
        afterAll(() => server.drop(url));
        return { server, url };
      });
      const { server, url } = await made;
      const lock = async () => {
        const other = new pg.Client({ connectionString: url });
        await other.connect();
        await other.query('BEGIN; LOCK TABLE attempts IN EXCLUSIVE MODE');
        return () => other.end();
      };
      return { path: '', url, lock, leave: () => empty(server, url) };
    },
  };
}

async function empty(server: PostgresServer, url: string): Promise<void> {
  const database = new URL(url).pathname.slice(1);
  const tables = await server.query(
    database,
    `SELECT table_name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_name <> 'migrations'`,
  );
  await server.query(database, tables.map((row) => `DELETE FROM "${String(row['table_name'])}"`).join(';'));
}

let kind = SQLITE_KIND;

/** From here on, fixtures of this file are on Postgres. */
export function usePostgres(): void {
  kind = postgresKind();
}

/** Repetitions of a test that asks the same of both: enough of it on the database that takes longer, too. */
export const rounds = (all: number): number => (kind === SQLITE_KIND ? all : Math.ceil(all / 6));

/** An empty database. */
export const newPlace = (): Promise<Place> => kind.place();

/** A store on a place of its own and a clock that moves when told. */
export class StoreFixture {
  private readonly others: SqlTaskStore[] = [];

  private constructor(
    readonly store: SqlTaskStore,
    readonly place: Place,
    readonly clock: { now: number },
  ) {}

  static async open(): Promise<StoreFixture> {
    const place = await kind.place();
    const clock = { now: Date.parse('2026-01-02T03:04:05.000Z') };
    const store = new SqlTaskStore(await openDatabase(place), { now: () => clock.now });
    return new StoreFixture(store, place, clock);
  }

  /** Another process' store on the same database. */
  async another(): Promise<SqlTaskStore> {
    const store = new SqlTaskStore(await openDatabase(this.place), { now: () => this.clock.now });
    this.others.push(store);
    return store;
  }

  async task(over: Partial<NewTask> = {}): Promise<string> {
    const task = newTask(over);
    await this.store.createTask(task, [{ type: 'task_created' }]);
    return task.id;
  }

  /** Commits on the state as it is now. */
  async commit(taskId: string, over: Partial<TaskCommit>) {
    const state = await this.store.state(taskId);
    return this.store.commit(taskId, state?.revision ?? -1, commitOf(over));
  }

  async revision(taskId: string): Promise<number> {
    return (await this.store.state(taskId))?.revision ?? -1;
  }

  /** A task at work with one executor's attempt in the queue. */
  async executing(over: Partial<NewTask> = {}): Promise<{ taskId: string; attemptId: string }> {
    const taskId = await this.task(over);
    await this.commit(taskId, { task: { status: 'planning' } });
    await this.commit(taskId, {
      task: { status: 'executing', planVersion: 1 },
      newSubtasks: [subtaskOf('parse')],
      newAttempts: [execution('parse')],
    });
    return { taskId, attemptId: `execute.${taskId}.parse.1` };
  }

  async claimed(over: Partial<NewTask> = {}): Promise<{ taskId: string; lease: Lease }> {
    const { taskId, attemptId } = await this.executing(over);
    return { taskId, lease: await this.claim(attemptId) };
  }

  async claim(attemptId: string, epoch = 1, token = 'token-a'): Promise<Lease> {
    const claimed = await this.store.claim({ attemptId, epoch }, 'worker-a', token, 6000);
    if (claimed.kind !== 'claimed') throw new Error(`not claimed: ${JSON.stringify(claimed)}`);
    return { attemptId, epoch: claimed.epoch, token, ttlMs: 6000 };
  }

  async close(): Promise<void> {
    for (const store of [...this.others, this.store]) await store.close();
    await this.place.leave();
  }
}

export const execution = (subtaskId: string, number = 1, delayMs = 0): NewAttempt => ({
  stage: 'execute',
  subtaskId,
  number,
  planVersion: 1,
  input: { rung: { tier: 2, fresh: false, think: false, budget: 1 }, base: 'c0' },
  delayMs,
});

export const note = (n: number, text = `note ${n}`): AttemptEntry => ({
  n,
  at: '2026-01-02T03:04:05.000Z',
  kind: 'note',
  text,
});

export const writeOf = (over: Partial<LeaseWrite> = {}): LeaseWrite => ({
  entries: [],
  events: [],
  modelCalls: 0,
  toolCalls: 0,
  usage: null,
  head: null,
  ...over,
});

export const event = (type: NewEvent['type'], data?: Record<string, unknown>): NewEvent => ({
  type,
  ...(data === undefined ? {} : { data }),
});
