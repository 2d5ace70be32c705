import type { ModelReport } from '#contracts';
import { LoomError } from '#domain';
import { ApiRefused } from '#worker-link';
import { Logger } from '@nestjs/common';
import type { StageProcessor } from './stage-processor.js';
import { VERSION, type WorkerParts } from './worker-parts.js';

const BEAT_MS = 4000;
/** Model servers are asked how they are this often. */
const PROBE_MS = 30_000;
const TURNED_AWAY: ReadonlySet<number> = new Set([401, 403]);

/** Tells the API who works here and what its model servers are like. */
export class Heartbeat {
  private readonly logger = new Logger(Heartbeat.name);
  private isTroubled = false;
  private timer: NodeJS.Timeout | null = null;
  private reports: readonly ModelReport[] = [];
  private probedAt = -Infinity;

  constructor(
    private readonly parts: WorkerParts,
    private readonly processors: readonly StageProcessor[],
  ) {}

  /**
   * Asks whether the API takes this worker; one that is away is waited for.
   * @throws the link's error when the API refuses it (its token, its version)
   */
  async introduce(): Promise<void> {
    try {
      await this.beat();
    } catch (error) {
      if (error instanceof LoomError && !error.retryable) throw error;
      this.note(error);
    }
  }

  /** `onTurnedAway`: the API takes this worker no more, its token was revoked or changed. */
  start(onTurnedAway: (error: ApiRefused) => void = () => undefined): void {
    const beat = (): void => {
      this.beat().then(
        () => {
          this.isTroubled = false;
        },
        (error: unknown) => {
          this.note(error);
          if (error instanceof ApiRefused && TURNED_AWAY.has(error.status)) onTurnedAway(error);
        },
      );
    };
    this.timer = setInterval(beat, BEAT_MS);
    beat();
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
  }

  /** Once per trouble, not once a beat. */
  private note(error: unknown): void {
    if (!this.isTroubled)
      this.logger.warn({ did: 'api_does_not_hear', error: error instanceof Error ? error.message : String(error) });
    this.isTroubled = true;
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
