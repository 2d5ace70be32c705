import type { TaskStore } from '#conductor';
import { isTerminalEvent, type EventType } from '#contracts';
import { isTaskEnded } from '#domain';
import type { EventBus } from './event-bus.js';
import { frameOf } from './frames.js';
import { readShared } from './shared-reads.js';
import { SseLine, STREAM_TIMES, type StreamSink, type StreamTimes } from './sse-line.js';

/** Events a reader holds at most, beside what its sink has buffered. */
const PAGE = 100;

export interface TaskStreamRequest {
  readonly store: Pick<TaskStore, 'eventsAfter' | 'task'>;
  readonly bus: EventBus;
  readonly taskId: string;
  /** Number of the last event the reader knows; 0 for none. */
  readonly after: number;
  readonly sink: StreamSink;
  readonly tokens: boolean;
  /** Aborted when the reader has gone. */
  readonly signal: AbortSignal;
  readonly times?: StreamTimes;
}

/**
 * Sends a task's events after `after`, each once and in order, until the task has ended or the reader has gone;
 * resolves then. Everything comes from the ledger, page by page as the reader takes it; notices only say when to look.
 */
export async function streamTask(of: TaskStreamRequest): Promise<void> {
  const { store, bus, taskId, signal } = of;
  const line = new SseLine(of.sink, signal, of.times ?? STREAM_TIMES);
  let isCaughtUp = false;
  let noticed = 0;
  // Before the first read: what is stored from here on is either read or noticed.
  const unsubscribe = bus.subscribe(taskId, {
    stored: ({ last }) => {
      noticed = Math.max(noticed, last);
      line.news();
    },
    missed: () => line.news(),
    ...(of.tokens ? { token: (piece) => void (isCaughtUp && line.sendToken(piece)) } : {}),
  });
  try {
    const task = await store.task(taskId);
    let cursor = startOf(of.after, task?.lastSequence ?? 0);
    // A reader that comes back behind the terminal event gets no other sign of the end.
    let mayHaveEnded = task !== null && isTaskEnded(task.status);
    while (!line.isOver) {
      await line.untilNews();
      for (let isLast = false; !isLast && !line.isOver;) {
        const page = await readShared(store, { taskId, after: cursor, noticed }, PAGE);
        isLast = page.length < PAGE;
        for (const event of page) {
          if (line.isOver) return;
          await line.send(frameOf(event));
          cursor = event.sequence;
          mayHaveEnded = endedAfter(event.type, mayHaveEnded);
        }
      }
      isCaughtUp = true;
      // A failed task may be at work again: the row decides. Read after the log, so that no event before the end is
      // left out.
      if (mayHaveEnded && !line.isOver) {
        const now = await store.task(taskId);
        mayHaveEnded = now === null || isTaskEnded(now.status);
        if (mayHaveEnded && cursor >= (now?.lastSequence ?? 0)) return;
        line.news();
      }
    }
  } finally {
    unsubscribe();
    line.close();
  }
}

/** Where to begin. A number the ledger has not reached is not from this log: such a reader sees it from the start. */
function startOf(after: number, last: number): number {
  return Number.isSafeInteger(after) && after > 0 && after <= last ? after : 0;
}

/** Whether the task may have ended, now that it had this event. */
function endedAfter(type: EventType, before: boolean): boolean {
  if (isTerminalEvent(type)) return true;
  return type.startsWith('task_') ? false : before;
}
