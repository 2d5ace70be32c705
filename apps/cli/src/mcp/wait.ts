import type { WireEvent } from '#contracts';
import { isTaskEnded } from '#domain';
import type { TaskView } from '../api/views.js';
import type { LoomClient } from '../client.js';
import { followTask } from '../event-stream.js';
import { eventLine } from '../render/event-line.js';

export interface WaitOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Told of each step, in words. */
  readonly onProgress: (event: WireEvent, said: string) => void;
}

/** The task once it has ended or waits for a person, or as it stands when time is up. */
export async function waitFor(client: LoomClient, id: string, options: WaitOptions): Promise<TaskView> {
  const of = { path: { taskId: id } };
  const { body, headers } = await client.ask('get', '/tasks/{taskId}', of);
  if (isAtRest(body)) return body;
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const signal = AbortSignal.any([options.signal, timeout]);
  const known = Number(headers['last-event-id']);
  try {
    for await (const event of followTask(client, id, { signal, after: Number.isSafeInteger(known) ? known : 0 })) {
      const said = eventLine(event);
      if (said !== null) options.onProgress(event, said);
      if (event.event_type === 'approval_requested') break;
    }
  } catch (error) {
    if (!timeout.aborted || options.signal.aborted) throw error;
  }
  return client.get('/tasks/{taskId}', of);
}

const isAtRest = ({ status, pending_approvals }: TaskView): boolean =>
  isTaskEnded(status) || pending_approvals.length > 0;
