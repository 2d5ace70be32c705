import type { LoomConfig, ModelConfig } from '#config';
import type { TaskStore } from '#conductor';
import type { ModelReport, ModelView, ProbesWanted, VerifierTrial } from '#contracts';
import { LoomError } from '#domain';
import { endpointKey } from '#models';
import { Fleet, type SeenWorker } from '../http/ports.js';
import { modelView } from './model-view.js';
import { type Roster } from './roster.js';

/** Asks model servers how they are; `HttpModelClient` does. */
export interface ModelServers {
  probeEndpoints(): Promise<readonly ModelReport[]>;
}

/** An answer younger than this is given again, so that readers do not load the model servers. */
const FRESH_MS = 3000;

export class UnknownModel extends LoomError {
  readonly code = 'unknown_model';
  override readonly remedy: string;
  constructor(name: string, models: readonly ModelConfig[]) {
    super(`there is no [models.${name}]`);
    const there = models.map((model) => model.name).join(', ');
    this.remedy = there === '' ? 'No model is configured.' : `There are ${there}.`;
  }
}

/** Nobody is there who could ask a model. */
export class NobodyProbes extends LoomError {
  readonly code = 'no_worker';
  override readonly remedy = 'Start one with `loom worker`, or `loom serve` without --roles none.';
  constructor() {
    super('no worker is at work, and workers probe models');
  }
}

/** Its server's names: one for each machine that reaches it by a loopback address. */
function serversOf(model: ModelConfig, workers: readonly SeenWorker[]): string[] {
  const told = workers.flatMap((w) => w.models).filter((m) => m.name === model.name);
  const elsewhere = told.flatMap(({ endpoint }) => (endpoint === undefined ? [] : [endpoint]));
  return [...new Set([endpointKey(model.baseUrl), ...elsewhere])];
}

export class FleetService extends Fleet {
  private probed: { at: number; reports: Promise<readonly ModelReport[]> } | null = null;

  constructor(
    private readonly roster: Roster,
    private readonly store: TaskStore,
    private readonly config: LoomConfig,
    private readonly servers: ModelServers,
    private readonly now: () => number,
  ) {
    super();
  }

  workers(): Promise<readonly SeenWorker[]> {
    return this.roster.known();
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
      return modelView(model, report, serversOf(model, workers), { stats, profiles, trials });
    });
  }

  /** @throws UnknownModel, NobodyProbes, QueueUnavailable */
  async probe(name: string | undefined): Promise<ProbesWanted> {
    const models = this.config.models.filter((model) => name === undefined || model.name === name);
    if (name !== undefined && models.length === 0) throw new UnknownModel(name, this.config.models);
    const workers = await this.roster.known();
    if (workers.length === 0) throw new NobodyProbes();
    const at = await this.store.wantProbes(
      models.flatMap((model) => serversOf(model, workers).map((endpoint) => ({ endpoint, model: model.model }))),
    );
    return { asked: models.map((model) => model.name), asked_at: at };
  }

  keepTrials(trials: readonly VerifierTrial[]): Promise<void> {
    return this.store.keepVerifierTrials(trials);
  }

  private reports(): Promise<readonly ModelReport[]> {
    if (this.probed === null || this.now() - this.probed.at > FRESH_MS)
      this.probed = { at: this.now(), reports: this.servers.probeEndpoints() };
    return this.probed.reports;
  }
}
