import { Redis } from 'ioredis';
import type { TaskStore } from '#conductor';
import type { NewEvent } from '#contracts';
import { commitOf, newTask, TestRedis } from '#testing';
import type { EventBus } from './event-bus.js';
import type { StreamSink } from './sse-line.js';

/** A Redis server of its own. */
export class RedisFixture extends TestRedis {
  readonly connect = (): Redis =>
    new Redis({ path: this.socket, maxRetriesPerRequest: 1, enableOfflineQueue: false, retryStrategy: () => 20 });
}

/** A reader that parses what it is sent and may be told to be slow. */
export class Reader implements StreamSink {
  readonly frames: { id?: number; event?: string; data?: Record<string, unknown>; comment?: string }[] = [];
  readonly closed: Promise<void>;
  isClosed = false;
  /** Characters written since there was no room. */
  excess = 0;
  room = Infinity;
  private drain: (() => void) | null = null;
  private end!: () => void;
  private onFrame: (() => void) | null = null;

  constructor() {
    this.closed = new Promise((resolve) => {
      this.end = () => {
        this.isClosed = true;
        resolve();
      };
    });
  }

  get ids(): number[] {
    return this.frames.flatMap(({ id }) => (id === undefined ? [] : [id]));
  }

  write(chunk: string): boolean {
    if (this.isClosed) throw new Error('written after the end');
    if (this.room <= 0) this.excess += chunk.length;
    this.room -= chunk.length;
    for (const block of chunk.split('\n\n').filter((text) => text !== '')) {
      const field = (name: string) =>
        block
          .split('\n')
          .find((line) => line.startsWith(`${name}: `))
          ?.slice(name.length + 2);
      const id = field('id');
      const data = field('data');
      this.frames.push({
        ...(id === undefined ? {} : { id: Number(id) }),
        ...(field('event') === undefined ? {} : { event: field('event') ?? '' }),
        ...(data === undefined ? {} : { data: JSON.parse(data) as Record<string, unknown> }),
        ...(block.startsWith(':') ? { comment: block } : {}),
      });
    }
    this.onFrame?.();
    return this.room > 0;
  }

  onDrain(callback: () => void): void {
    this.drain = callback;
  }

  /** Takes in what was written and makes room for so many characters. */
  take(room: number): void {
    this.room = room;
    const { drain } = this;
    this.drain = null;
    drain?.();
  }

  close(): void {
    this.end();
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      await new Promise<void>((resolve) => {
        this.onFrame = resolve;
      });
    }
  }
}

export async function createTask(store: TaskStore, bus: EventBus): Promise<string> {
  const task = newTask();
  const created = await store.createTask(task, [{ type: 'task_created' }]);
  if (created.kind === 'created') bus.publish(created.events);
  return task.id;
}

/** Stores events and publishes them, as the API does. */
export async function say(store: TaskStore, bus: EventBus, taskId: string, ...events: NewEvent[]): Promise<void> {
  bus.publish(await store.appendEvents(taskId, events));
}

export async function move(
  store: TaskStore,
  bus: EventBus,
  taskId: string,
  status: 'planning' | 'executing' | 'failed' | 'cancelled' | 'completed',
  ...events: NewEvent[]
): Promise<void> {
  const state = await store.state(taskId);
  const committed = await store.commit(taskId, state?.revision ?? -1, commitOf({ task: { status }, events }));
  if (committed.kind === 'committed') bus.publish(committed.events);
}
