import { setTimeout as wait } from 'node:timers/promises';
import type { ChaosDatabase } from './database.js';

/**
 * An attempt that was open when the harm was done, and when it changed hands after that. Milliseconds since the epoch.
 */
export interface OpenAttempt {
  readonly id: string;
  readonly worker: string | null;
  readonly epoch: number;
  /** When it was nobody's any more; NaN where that never was. */
  takenAt: number;
  /** When somebody else had it. */
  claimedAt: number;
}

export const LOOK_MS = 100;
const ENOUGH_MS = 60_000;
const NO_LONGER_HIS = new Set(['ended', 'dropped']);

/** Looks at the database beside a run to see when attempts change hands: who waits for what after a kill. */
export class Handover {
  private constructor(
    private readonly database: ChaosDatabase,
    readonly attempts: readonly OpenAttempt[],
  ) {}

  static async of(database: ChaosDatabase): Promise<Handover> {
    const rows = await database.rows<Pick<OpenAttempt, 'id' | 'worker' | 'epoch'>>(
      `SELECT id, worker, epoch FROM attempts
       WHERE state IN ('queued', 'running') AND stage IN ('plan', 'execute', 'verify', 'extract')`,
    );
    return new Handover(
      database,
      rows.map((row) => ({ ...row, takenAt: NaN, claimedAt: NaN })),
    );
  }

  /** Until all have changed hands or ended; gives up after a while. */
  async watch(): Promise<void> {
    const until = Date.now() + ENOUGH_MS;
    let open = [...this.attempts];
    while (open.length > 0 && Date.now() < until) {
      await wait(LOOK_MS);
      const rows = await this.look(open);
      const now = Date.now();
      open = open.filter((attempt) => {
        const row = rows.find(({ id }) => id === attempt.id);
        if (row === undefined) return true;
        if (row.epoch > attempt.epoch && Number.isNaN(attempt.takenAt)) attempt.takenAt = now;
        if (row.state === 'running' && row.worker !== attempt.worker) attempt.claimedAt = now;
        return Number.isNaN(attempt.claimedAt) && !NO_LONGER_HIS.has(row.state);
      });
    }
  }

  private look(open: readonly OpenAttempt[]): Promise<{ id: string; worker: string; epoch: number; state: string }[]> {
    const ids = open.map(() => '?').join(', ');
    return this.database
      .rows<{ id: string; worker: string; epoch: number; state: string }>(
        `SELECT id, worker, epoch, state FROM attempts WHERE id IN (${ids})`,
        ...open.map(({ id }) => id),
      )
      .catch(() => []);
  }
}
