import type { TaskRecord, TaskStore } from '#conductor';
import type { StoredEvent } from '#contracts';
import type { EventBus } from './event-bus.js';
import { frameOf } from './frames.js';
import type { Notice } from './notices.js';
import { SseLine, STREAM_TIMES, type StreamSink, type StreamTimes } from './sse-line.js';

const PAGE = 100;
/** Tasks whose place in the log is remembered. One that is forgotten is found again by its next notice. */
const MOST_TASKS = 10_000;

export interface AllStreamRequest {
  readonly store: Pick<TaskStore, 'eventsAfter' | 'task' | 'openTasks'>;
  readonly bus: EventBus;
  readonly sink: StreamSink;
  readonly tokens: boolean;
  /** Aborted when the reader has gone. */
  readonly signal: AbortSignal;
  readonly times?: StreamTimes;
}

/** Sends the events of all tasks from now on: per task each once and in order. Resolves when the reader has gone. */
export async function streamAll(of: AllStreamRequest): Promise<void> {
  const { store, bus, signal, times = STREAM_TIMES } = of;
  const line = new SseLine(of.sink, signal, times);
  const since = new Date().toISOString();
  const places = new Places();
  let mayHaveMissed = false;
  const look = () => {
    mayHaveMissed = true;
    line.news();
  };
  const poll = setInterval(look, times.pollMs);
  poll.unref();
  const unsubscribe = bus.subscribe(null, {
    stored: (notice) => {
      places.notice(notice);
      line.news();
    },
    missed: look,
    ...(of.tokens ? { token: (piece) => line.sendToken(piece) } : {}),
  });
  try {
    // Tasks that are open now are followed from their present end.
    for (const taskId of await store.openTasks()) {
      const task = await store.task(taskId);
      if (task !== null) places.begin(task, { isNew: false });
    }
    while (!line.isOver) {
      await line.untilNews();
      if (mayHaveMissed) {
        mayHaveMissed = false;
        places.suspect(await store.openTasks());
      }
      for (let taskId = places.nextBehind(); taskId !== undefined && !line.isOver; taskId = places.nextBehind()) {
        if (!places.knows(taskId)) {
          const task = await store.task(taskId);
          if (task === null) continue;
          places.begin(task, { isNew: task.createdAt >= since });
        }
        const page = await store.eventsAfter(taskId, places.of(taskId), PAGE);
        for (const event of page) {
          if (line.isOver) return;
          await line.send(frameOf(event));
          places.reached(event);
        }
        if (page.length === PAGE) places.isBehind(taskId);
      }
    }
  } finally {
    clearInterval(poll);
    unsubscribe();
    line.close();
  }
}

/** How far each task's log has been sent, and whose log may hold more. */
class Places {
  private readonly cursors = new Map<string, number>();
  /** First event that was announced of tasks whose place is not known yet. */
  private readonly announced = new Map<string, number>();
  private readonly behind = new Set<string>();
  private wereOpen: readonly string[] = [];

  /** A task made meanwhile is sent whole; another one from its present end, or from what was announced of it. */
  begin({ id, lastSequence }: Pick<TaskRecord, 'id' | 'lastSequence'>, { isNew }: { isNew: boolean }): void {
    const first = this.announced.get(id) ?? Infinity;
    this.announced.delete(id);
    if (this.cursors.has(id)) return;
    this.cursors.set(id, isNew ? 0 : Math.min(lastSequence, first - 1));
    if (this.cursors.size <= MOST_TASKS) return;
    const [oldest] = this.cursors.keys();
    if (oldest !== undefined) this.cursors.delete(oldest);
  }

  knows(taskId: string): boolean {
    return this.cursors.has(taskId);
  }

  of(taskId: string): number {
    return this.cursors.get(taskId) ?? 0;
  }

  notice({ taskId, first }: Notice): void {
    if (!this.knows(taskId)) this.announced.set(taskId, Math.min(first, this.announced.get(taskId) ?? first));
    this.behind.add(taskId);
  }

  reached({ taskId, sequence }: StoredEvent): void {
    this.cursors.set(taskId, sequence);
  }

  isBehind(taskId: string): void {
    this.behind.add(taskId);
  }

  /** Open tasks, and those that were open at the last look: their end may be what was missed. */
  suspect(open: readonly string[]): void {
    for (const taskId of [...this.wereOpen, ...open]) this.behind.add(taskId);
    this.wereOpen = open;
  }

  nextBehind(): string | undefined {
    const [taskId] = this.behind;
    if (taskId !== undefined) this.behind.delete(taskId);
    return taskId;
  }
}
