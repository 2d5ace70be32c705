import type { ModelReport } from '#contracts';
import type { StageProcessor } from './stage-processor.js';
import { VERSION, type WorkerParts } from './worker-parts.js';

const BEAT_MS = 4000;
/** Model servers are asked how they are this often. */
const PROBE_MS = 30_000;

/** Tells the API who works here and what its model servers are like. */
export class Heartbeat {
  private timer: NodeJS.Timeout | null = null;
  private reports: readonly ModelReport[] = [];
  private probedAt = -Infinity;

  constructor(
    private readonly parts: WorkerParts,
    private readonly processors: readonly StageProcessor[],
  ) {}

  start(): void {
    const beat = (): void => {
      // One that is lost is made good by the next.
      void this.beat().catch(() => undefined);
    };
    this.timer = setInterval(beat, BEAT_MS);
    beat();
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
  }

  private async beat(): Promise<void> {
    const { parts, processors } = this;
    const now = parts.clock.now();
    if (now - this.probedAt >= PROBE_MS) {
      this.probedAt = now;
      void parts.models.probeEndpoints().then(
        (reports) => {
          this.reports = reports;
        },
        () => undefined,
      );
    }
    await parts.link.heartbeat({
      id: parts.id,
      host: parts.host,
      version: VERSION,
      roles: processors.map((p) => p.role),
      concurrency: processors.reduce((sum, p) => sum + p.concurrency, 0),
      active: processors.reduce((sum, p) => sum + p.active, 0),
      models: this.reports.length > 0 ? this.reports : parts.modelConfigs.map(unprobed),
    });
  }
}

const unprobed = ({ name }: { name: string }): ModelReport => ({
  name,
  healthy: true,
  loaded: null,
  latencyMs: null,
  contextWindow: null,
  detail: 'not asked yet',
});
