import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commitOf, newTask, subtaskOf } from '#testing';
import { openDatabase } from './open-database.js';
import { SqlTaskStore } from './sql-task-store.js';
import { Database, type Sql } from './sql/database.js';
import { event, execution, newPlace, note, writeOf, type Place } from './store.fixture.js';

const TTL_MS = 60_000;

/** What was sent since the last look: statements, and rows that were written. */
class Count {
  statements = 0;
  written = 0;
  take(): { statements: number; written: number } {
    const { statements, written } = this;
    this.statements = this.written = 0;
    return { statements, written };
  }
}

class CountedDatabase extends Database {
  readonly dialect: Database['dialect'];
  readonly place: string;
  readonly clocks: Database['clocks'];
  readonly lone: Sql;

  constructor(
    private readonly real: Database,
    private readonly count: Count,
  ) {
    super();
    ({ dialect: this.dialect, place: this.place, clocks: this.clocks } = real);
    this.lone = this.counted(real.lone);
  }
  write<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.real.write((sql) => work(this.counted(sql)));
  }
  read<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.real.read((sql) => work(this.counted(sql)));
  }
  close(): Promise<void> {
    return this.real.close();
  }
  private counted(sql: Sql): Sql {
    return {
      all: (text, params) => (this.count.statements++, sql.all(text, params)),
      one: (text, params) => (this.count.statements++, sql.one(text, params)),
      run: async (text, params) => {
        this.count.statements++;
        const rows = await sql.run(text, params);
        this.count.written += rows;
        return rows;
      },
    };
  }
}

describe('statements that are sent, and rows that are written,', () => {
  const count = new Count();
  let place: Place;
  let store: SqlTaskStore;
  beforeAll(async () => {
    place = await newPlace();
    store = new SqlTaskStore(new CountedDatabase(await openDatabase(place), count));
  });
  afterAll(async () => {
    await store.close();
    await place.leave();
  });

  /** A plan of so many subtasks whose first one is at work. */
  async function planOf(size: number) {
    const task = newTask();
    await store.createTask(task, [event('task_created')]);
    const newSubtasks = Array.from({ length: size }, (_, n) => subtaskOf(`s${n}`, { position: n }));
    const attempts = { newSubtasks, newAttempts: [execution('s0'), execution('s1')] };
    await store.commit(task.id, 0, commitOf({ task: { planVersion: 1 }, ...attempts }));
    return task.id;
  }

  /** What each thing costs that happens to a task, or is asked of it. */
  async function costs(size: number): Promise<Record<string, { statements: number; written: number }>> {
    const taskId = await planOf(size);
    const lease = (token: string, subtask: string) => ({
      ...{ attemptId: `execute.${taskId}.${subtask}.1`, epoch: 1, token, ttlMs: TTL_MS },
    });
    const told = event('tool_call_completed', { tool: 'read_file' });
    const once: readonly (readonly [string, () => Promise<unknown>])[] = [
      ['a claim', () => store.claim(lease('a', 's0'), 'w', 'a', TTL_MS)],
      ['a renewed lease', () => store.renew(lease('a', 's0'), 0)],
      [
        'a step with its event',
        () => store.write(lease('a', 's0'), writeOf({ entries: [note(1)], events: [told], toolCalls: 1 }), 0),
      ],
      [
        'an outcome',
        () =>
          store.finish<'execute'>(
            lease('a', 's0'),
            { kind: 'failed', failure: { code: 'stuck', because: 'x', retryable: false }, head: 'c' },
            writeOf(),
          ),
      ],
      ['the state a decision is made on', () => store.state(taskId)],
      [
        'a decision with its event',
        async () => {
          const revision = (await store.state(taskId))?.revision ?? -1;
          count.take();
          await store.commit(
            taskId,
            revision,
            commitOf({ subtasks: new Map([['s0', { inconclusive: 1 }]]), events: [event('subtask_retrying')] }),
          );
        },
      ],
      ['a task', () => store.task(taskId)],
      ['its subtasks', () => store.subtasks(taskId)],
      ['all of its subtasks', () => store.steps(taskId)],
      ['its attempts', () => store.attempts(taskId, null)],
      ['its landings', () => store.landedChanges(taskId)],
      ['its events', () => store.eventsAfter(taskId, 0, 100)],
      ['tasks that have stalled', () => store.stalledTasks(0)],
      ['jobs to be sent', () => store.unsent(100)],
      ['leases that ran out', () => store.expireLeases()],
    ];
    const found: Record<string, { statements: number; written: number }> = {};
    for (const [what, run] of once) {
      count.take();
      await run();
      found[what] = count.take();
    }
    return found;
  }

  it('are as many in a plan of 1,000 subtasks as in one of 10', async () => {
    const small = await costs(10);
    expect(await costs(1000)).toEqual(small);
    for (const [what, { statements }] of Object.entries(small)) expect(statements, what).toBeGreaterThan(0);
  });

  it('are as many for a page of 50 tasks as for one of 2', async () => {
    for (let n = 0; n < 50; n++) await planOf(3);
    const list = async (limit: number) => {
      count.take();
      expect((await store.listTasks({ limit })).tasks).toHaveLength(limit);
      return count.take();
    };
    expect(await list(50)).toEqual(await list(2));
  });
});
