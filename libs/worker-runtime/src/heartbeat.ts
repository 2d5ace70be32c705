import { LoomError } from '#domain';
import { ApiRefused } from '#worker-link';
import { Logger } from '@nestjs/common';
import { ModelWatch } from './model-watch.js';
import type { StageProcessor } from './stage-processor.js';
import { VERSION, type WorkerParts } from './worker-parts.js';

const BEAT_MS = 4000;
/** As many findings as the API takes with one beat. */
const FINDINGS = 256;
const TURNED_AWAY: ReadonlySet<number> = new Set([401, 403]);

/**
 * Tells the API who works here, what its model servers are like and what was found out about them; hears what others
 * found out.
 */
export class Heartbeat {
  private readonly logger = new Logger(Heartbeat.name);
  private readonly watch: ModelWatch;
  private isTroubled = false;
  /** As the API last said. */
  private atWork = true;
  private onTurnedAway: (error: ApiRefused) => void = () => undefined;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly parts: WorkerParts,
    private readonly processors: readonly StageProcessor[],
  ) {
    const names = parts.modelConfigs.map(({ name }) => name);
    this.watch = new ModelWatch(
      parts.models,
      names,
      () => this.active === 0,
      (probed) => {
        for (const { by, endpoint, model, shown, unknown } of parts.models.findings())
          if (by === 'probe' && probed.some((key) => key.endpoint === endpoint && key.model === model))
            this.logger.log({ did: 'model_probed', endpoint, model, ...shown, open: unknown.length });
        void this.tell();
      },
      (error) => this.logger.warn({ did: 'probe_failed', error: String(error) }),
    );
  }

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
    this.onTurnedAway = onTurnedAway;
    // What is due is known better after the API was heard.
    const beat = (): void => void this.tell().finally(() => this.watch.look(this.parts.clock.elapsed(), this.atWork));
    this.timer = setInterval(beat, BEAT_MS);
    beat();
  }

  /** The last beat tells what was found out meanwhile. */
  async stop(): Promise<void> {
    if (this.timer === null) return;
    clearInterval(this.timer);
    this.timer = null;
    await this.watch.close();
    if (this.parts.models.findings().length > 0) await this.beat().catch(() => undefined);
  }

  private async tell(): Promise<void> {
    try {
      await this.beat();
      this.isTroubled = false;
    } catch (error) {
      this.note(error);
      if (error instanceof ApiRefused && TURNED_AWAY.has(error.status)) this.onTurnedAway(error);
    }
  }

  /** Once per trouble, not once a beat. */
  private note(error: unknown): void {
    if (!this.isTroubled)
      this.logger.warn({ did: 'api_does_not_hear', error: error instanceof Error ? error.message : String(error) });
    this.isTroubled = true;
  }

  private get active(): number {
    return this.processors.reduce((sum, p) => sum + p.active, 0);
  }

  private async beat(): Promise<void> {
    const { parts, processors } = this;
    const card = {
      id: parts.id,
      host: parts.host,
      version: VERSION,
      roles: processors.map((p) => p.role),
      concurrency: processors.reduce((sum, p) => sum + p.concurrency, 0),
      active: this.active,
      models: this.watch.seen(),
    };
    const findings = parts.models.findings().slice(0, FINDINGS);
    const { profiles, atWork } = await parts.link.heartbeat(card, findings);
    this.atWork = atWork;
    parts.models.adopt(profiles, findings);
  }
}
