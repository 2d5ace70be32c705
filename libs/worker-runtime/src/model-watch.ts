import type { ModelReport } from '#contracts';
import type { HttpModelClient } from '#models';

/** Model servers are asked how they are this often. */
const LOOK_MS = 30_000;

/** Keeps an eye on the model servers: how they are, and, while this worker has nothing to do, what their models can do. */
export class ModelWatch {
  private reports: readonly ModelReport[] = [];
  private lookedAt = -Infinity;
  private probing: Promise<void> | null = null;
  private readonly closing = new AbortController();

  constructor(
    private readonly models: HttpModelClient,
    private readonly names: readonly string[],
    private readonly isIdle: () => boolean,
    /** News of models are worth telling at once: the next attempt may go by them. */
    private readonly onFound: () => void,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** As of the last look. */
  seen(): readonly ModelReport[] {
    if (this.reports.length > 0) return this.reports;
    return this.names.map((name) => ({ ...UNSEEN, name, endpoint: this.models.endpointOf(name) }));
  }

  /** Looks, and probes, where it is time to; waits for neither. */
  look(now: number): void {
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
    this.probing ??= this.probe().finally(() => (this.probing = null));
  }

  private async probe(): Promise<void> {
    try {
      await this.models.probeDue(this.closing.signal);
      if (this.models.findings().length > 0 && !this.closing.signal.aborted) this.onFound();
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
