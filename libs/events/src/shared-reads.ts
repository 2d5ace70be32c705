import type { TaskStore } from '#conductor';
import type { StoredEvent } from '#contracts';

export type EventLog = Pick<TaskStore, 'eventsAfter'>;

const sharing = new WeakMap<EventLog, Map<string, Promise<readonly StoredEvent[]>>>();

/**
 * Reads a page of the log. Readers who stand at the same place and know of the same event, as all do after a notice,
 * get one read and the same objects. `noticed` is the last event the reader was told of: a read that began before that
 * notice may not hold the event, and is not shared with whoever has had it.
 */
export function readShared(
  log: EventLog,
  at: { taskId: string; after: number; noticed: number },
  limit: number,
): Promise<readonly StoredEvent[]> {
  const reads = sharing.get(log) ?? new Map<string, Promise<readonly StoredEvent[]>>();
  sharing.set(log, reads);
  const key = `${at.taskId} ${at.after} ${at.noticed} ${limit}`;
  const underWay = reads.get(key);
  if (underWay !== undefined) return underWay;
  const read = log.eventsAfter(at.taskId, at.after, limit).finally(() => reads.delete(key));
  reads.set(key, read);
  return read;
}
