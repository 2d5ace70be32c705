import type { ModelKey, ModelReport } from '#contracts';
import type { HttpModelClient } from '#models';

/** Model servers are asked how they are this often. */
const LOOK_MS = 30_000;

/**
 * Keeps an eye on the model servers: how they are, and, while this worker has nothing to do, what their models can do.
 */
export class ModelWatch {
  private reports: readonly ModelReport[] = [];
  private lookedAt = -Infinity;
  private probing: Promise<void> | null = null;
  /** Since when no task has been open, as far as is known. */
  private restingSince: number | null = null;
  private readonly closing = new AbortController();

  constructor(
    private readonly models: HttpModelClient,
    private readonly names: readonly string[],
    private readonly isIdle: () => boolean,
    /** News of models are worth telling at once: the next attempt may go by them. */
    private readonly onFound: (probed: readonly ModelKey[]) => void,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** As of the last look. */
  seen(): readonly ModelReport[] {
    if (this.reports.length > 0) return this.reports;
    return this.names.map((name) => ({ ...UNSEEN, name, endpoint: this.models.endpointOf(name) }));
  }

  /**
   * Looks, and probes, where it is time to; waits for neither. `atWork`: a task is open somewhere. A probe asks a model
   * unasked, which nothing that a task pays for, or is measured by, should have to share.
   */
  look(now: number, atWork: boolean): void {
    this.restingSince = atWork ? null : (this.restingSince ?? now);
    if (now - this.lookedAt >= LOOK_MS) {
      this.lookedAt = now;
      void this.models.probeEndpoints().then(
        (reports) => {
          this.reports = reports;
        },
        () => undefined,
      );
    }
    if (this.closing.signal.aborted || !this.isIdle()) return;
    const restedMs = this.restingSince === null ? 0 : now - this.restingSince;
    this.probing ??= this.probe(restedMs).finally(() => (this.probing = null));
  }

  private async probe(restedMs: number): Promise<void> {
    try {
      const probed = await this.models.probeDue(this.closing.signal, restedMs);
      if (probed.length > 0 && !this.closing.signal.aborted) this.onFound(probed);
    } catch (error) {
      this.onFailure(error);
    }
  }

  /** Breaks off a probe under way. */
  async close(): Promise<void> {
    this.closing.abort(new Error('the worker stops'));
    await this.probing;
  }
}

const UNSEEN: Omit<ModelReport, 'name'> = {
  ...{ healthy: true, loaded: null, latencyMs: null, contextWindow: null, detail: 'not asked yet' },
};
