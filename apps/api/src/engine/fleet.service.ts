import type { LoomConfig } from '#config';
import type { TaskStore } from '#conductor';
import type { ModelReport, ModelView, VerifierTrial } from '#contracts';
import { endpointKey } from '#models';
import { Fleet, type SeenWorker } from '../http/ports.js';
import { modelView } from './model-view.js';
import { type Roster } from './roster.js';

/** Asks model servers how they are; `HttpModelClient` does. */
export interface ModelProbe {
  probeEndpoints(): Promise<readonly ModelReport[]>;
}

/** An answer younger than this is given again, so that readers do not load the model servers. */
const FRESH_MS = 3000;

export class FleetService extends Fleet {
  private probed: { at: number; reports: Promise<readonly ModelReport[]> } | null = null;

  constructor(
    private readonly roster: Roster,
    private readonly store: TaskStore,
    private readonly config: LoomConfig,
    private readonly probe: ModelProbe,
    private readonly now: () => number,
  ) {
    super();
  }

  workers(): Promise<readonly SeenWorker[]> {
    return this.roster.present();
  }

  async models(): Promise<readonly ModelView[]> {
    const [own, workers, stats, profiles, trials] = await Promise.all([
      this.reports(),
      this.roster.present(),
      this.store.modelStats(),
      this.store.modelProfiles(),
      this.store.verifierTrials(),
    ]);
    return this.config.models.map((model) => {
      // A server on a worker's own machine may be out of the API's sight: whoever reaches it is believed.
      const told = workers.flatMap((w) => w.models).filter((m) => m.name === model.name);
      const seen = told.filter((m) => m.healthy);
      const mine = own.find((r) => r.name === model.name);
      const report = mine?.healthy ? mine : (seen.find((r) => r.latencyMs !== null) ?? mine);
      const elsewhere = told.flatMap(({ endpoint }) => (endpoint === undefined ? [] : [endpoint]));
      return modelView(model, report, [endpointKey(model.baseUrl), ...elsewhere], { stats, profiles, trials });
    });
  }

  keepTrials(trials: readonly VerifierTrial[]): Promise<void> {
    return this.store.keepVerifierTrials(trials);
  }

  private reports(): Promise<readonly ModelReport[]> {
    if (this.probed === null || this.now() - this.probed.at > FRESH_MS)
      this.probed = { at: this.now(), reports: this.probe.probeEndpoints() };
    return this.probed.reports;
  }
}
