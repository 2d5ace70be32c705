import type { NewEvent } from '#contracts';
import type { Role } from '#domain';

/** Between two tries: this, doubled each time, up to the longest. */
const FIRST_MS = 1000;
const LONGEST_MS = 30_000;
/** Who was not heard of for so long has a new outage. */
const FORGOTTEN_AFTER_MS = 4 * LONGEST_MS;

interface Met {
  readonly times: number;
  /** Milliseconds of `now`: not to be tried before. */
  readonly until: number;
}

export interface Pause {
  readonly delayMs: number;
  /** Whether the log has not yet been told of this outage. */
  readonly isNews: boolean;
}

/**
 * Attempts that wait for what nobody here can mend. What is known of them lasts as long as the process: after a start
 * all are tried at once.
 */
export class Outages {
  private readonly met = new Map<string, Met>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  meet(attemptId: string): Pause {
    const now = this.now();
    for (const [id, { until }] of this.met) if (now - until > FORGOTTEN_AFTER_MS) this.met.delete(id);
    const times = (this.met.get(attemptId)?.times ?? 0) + 1;
    const delayMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** (times - 1));
    this.met.set(attemptId, { times, until: now + delayMs });
    return { delayMs, isNews: times === 1 };
  }

  over(attemptId: string): void {
    this.met.delete(attemptId);
  }

  isWaiting(attemptId: string): boolean {
    return (this.met.get(attemptId)?.until ?? -Infinity) > this.now();
  }
}

/** What the log says of it. */
export const waitingEvent = (
  of: { readonly attemptId: string; readonly subtaskId: string | null; readonly role: Role | null },
  { code, because }: { readonly code: string; readonly because: string },
): NewEvent => ({
  type: 'worker_waiting',
  correlationId: of.attemptId,
  ...(of.subtaskId === null ? {} : { subtaskId: of.subtaskId }),
  data: { role: of.role, tier: null, code, because },
});
