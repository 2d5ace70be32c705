import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LoomConfig } from '#config';
import type { EventType } from '#contracts';
import { openDatabase, SqlTaskStore } from '#persistence';
import { commitOf, newTask } from '#testing';
import { Webhooks } from './webhooks.js';

/** API processes that come and go over one database, under a clock that moves when told. */
export class WebhookFixture {
  readonly clock = { now: Date.parse('2026-01-02T03:04:05.000Z') };
  private readonly folder = mkdtempSync(join(tmpdir(), 'loom-webhooks-'));
  private readonly stores: SqlTaskStore[] = [];

  /** A store as another process has it. */
  async store(): Promise<SqlTaskStore> {
    const store = new SqlTaskStore(await openDatabase({ path: join(this.folder, 'loom.db') }), {
      now: () => this.clock.now,
    });
    this.stores.push(store);
    return store;
  }

  /** The id of a task that has just ended. */
  async ended(store: SqlTaskStore, callbackUrl: string, type: EventType = 'task_failed'): Promise<string> {
    const task = newTask({ callbackUrl });
    await store.createTask(task, [{ type: 'task_created' }]);
    await store.commit(
      task.id,
      0,
      commitOf({
        task: { status: type === 'task_cancelled' ? 'cancelled' : 'failed', error: 'Stück.' },
        events: [{ type, data: { error: 'Stück.' } }],
      }),
    );
    return task.id;
  }

  async close(): Promise<void> {
    for (const store of this.stores) await store.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** All that is due now is sent, and what became of it is noted. */
export async function round(store: SqlTaskStore, server: Partial<LoomConfig['server']> = {}): Promise<void> {
  const webhooks = Webhooks.of(store, { server: { ...new LoomConfig().server, ...server } });
  await webhooks.sendDue();
  await webhooks.stop();
}
