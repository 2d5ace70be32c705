import { Agent } from 'undici';
import type { ModelConfig } from '#config';
import { probeDue, type ModelFinding, type ModelKey, type ModelProfile, type ModelReport } from '#contracts';
import {
  ModelClient,
  ModelUnreachable,
  NoModel,
  type ModelChoice,
  type ModelReply,
  type ModelRequest,
  type ModelWish,
} from '#roles';
import { systemClock, type Clock } from './clock.js';
import { Endpoint, type EndpointTimings } from './endpoint.js';
import type { ProbeEnd } from './probe/capability-probe.js';
import { KnownModel } from './profile/known-model.js';
import { agreeOnContext } from './routing/context-window.js';
import { rank, type Candidate } from './routing/rank.js';
import { endpointKey, type EndpointSlots } from './slots/endpoint-slots.js';

export interface ModelClientOptions {
  readonly slots: EndpointSlots;
  readonly clock?: Clock;
  /** 0..1 */
  readonly random?: () => number;
  readonly timings?: Partial<EndpointTimings>;
  /** Tells loopback servers of different machines apart; the host's name when absent. */
  readonly machine?: string;
}

/** Between two tries to probe a model whose server is away, busy, or holds another. */
const BETWEEN_TRIES_MS = 15_000;

/** Model servers over HTTP: routing, health, slots; each endpoint's own matters are in `Endpoint`. */
export class HttpModelClient extends ModelClient {
  private readonly endpoints: readonly Endpoint[];
  private readonly agent: Agent;
  /** When a probe that could not be made is tried again. */
  private readonly notBefore = new Map<KnownModel, number>();
  private readonly clock: Clock;
  private readonly random: () => number;

  constructor(
    configs: readonly ModelConfig[],
    private readonly options: ModelClientOptions,
  ) {
    super();
    // Node's fetch gives up after 300 s without headers; a cold model takes longer. The clocks are our own.
    this.agent = new Agent({ headersTimeout: 0, bodyTimeout: 0, connect: { timeout: 10_000 } });
    this.clock = options.clock ?? systemClock;
    this.random = options.random ?? Math.random;
    const key = (config: ModelConfig): string => endpointKey(config.baseUrl, options.machine);
    const known = new Map<string, KnownModel>();
    const knownOf = (config: ModelConfig): KnownModel => {
      const of = { endpoint: key(config), model: config.model };
      const id = JSON.stringify(of);
      const one = known.get(id) ?? new KnownModel(of);
      known.set(id, one);
      return one;
    };
    this.endpoints = agreeOnContext(configs, (a, b) => key(a) === key(b)).map(
      (config) =>
        new Endpoint(config, {
          dispatcher: this.agent,
          slots: options.slots,
          key: key(config),
          known: knownOf(config),
          clock: this.clock,
          random: this.random,
          timings: options.timings ?? {},
        }),
    );
  }

  async choose(wish: ModelWish): Promise<ModelChoice> {
    const able = this.endpoints.filter((endpoint) => endpoint.config.roles.includes(wish.role));
    if (able.length === 0) throw new NoModel(wish.role);
    let failure: unknown;
    for (const { name } of rank(await this.candidates(able), wish)) {
      const endpoint = this.endpoint(name);
      try {
        return await endpoint.ready();
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  }

  complete(choice: ModelChoice, request: ModelRequest): Promise<ModelReply> {
    return this.endpoint(choice.name).complete(request);
  }

  /** What each configured endpoint says of itself now; never throws for one that is away. */
  probeEndpoints(): Promise<ModelReport[]> {
    return Promise.all(this.endpoints.map((endpoint) => endpoint.report()));
  }

  /** Findings on models that the API has not heard of yet. */
  findings(): readonly ModelFinding[] {
    return this.models.flatMap((known) => known.news());
  }

  /** What the API knows of models, with `told` in it. */
  adopt(profiles: readonly ModelProfile[], told: readonly ModelFinding[]): void {
    for (const known of this.models) {
      const { endpoint, model } = known.key;
      known.adopt(profiles.find((one) => one.endpoint === endpoint && one.model === model) ?? null, told);
    }
  }

  /**
   * Probes the models that are due, one after the other; what is found out is among the findings. Safe to call at any
   * time: a probe takes an idle server only and leaves it when work comes.
   * @param restedMs how long no task has been open; absent = long enough
   * @returns those that were probed to the end
   */
  async probeDue(signal: AbortSignal, restedMs = Infinity): Promise<readonly ModelKey[]> {
    const probed: ModelKey[] = [];
    for (const known of this.models) {
      if (signal.aborted) break;
      const endpoint = this.ofModel(known.key);
      const now = this.clock.now();
      let end: ProbeEnd = 'not_due';
      if (known.isWanted) end = await endpoint.probe(signal, true);
      else if (endpoint.config.probeSeconds > 0 && probeDue(known.profile, known.seenAs, now) !== null) {
        if (restedMs < endpoint.config.probeAfterSeconds * 1000) continue;
        if (this.clock.elapsed() < (this.notBefore.get(known) ?? -Infinity)) continue;
        end = await endpoint.probe(signal, false);
        if (end !== 'probed') this.notBefore.set(known, this.clock.elapsed() + BETWEEN_TRIES_MS);
      }
      if (end === 'probed') probed.push(known.key);
    }
    return probed;
  }

  /** Probes one model at once, whatever is known of it. */
  probeNow(name: string, signal: AbortSignal): Promise<ProbeEnd> {
    return this.endpoint(name).probe(signal, true);
  }

  /** What is known of a configured model. */
  profileOf(name: string): ModelProfile | null {
    return this.endpoint(name).known.profile;
  }

  /** Names the server of a configured model. */
  endpointOf(name: string): string {
    return this.endpoint(name).key;
  }

  private get models(): readonly KnownModel[] {
    return [...new Set(this.endpoints.map(({ known }) => known))];
  }

  /** Of the sections for one model, the first that lets itself be probed. */
  private ofModel({ endpoint, model }: ModelKey): Endpoint {
    const sections = this.endpoints.filter((one) => one.key === endpoint && one.config.model === model);
    return (sections.find((one) => one.config.probeSeconds > 0) ?? sections[0]) as Endpoint;
  }

  /** Closes all connections; a request under way fails. */
  async close(): Promise<void> {
    await this.agent.destroy();
  }

  private async candidates(endpoints: readonly Endpoint[]): Promise<Candidate[]> {
    const now = this.clock.elapsed();
    return Promise.all(
      endpoints.map(async (endpoint) => ({
        name: endpoint.config.name,
        endpoint: endpoint.key,
        model: endpoint.config.model,
        tier: endpoint.config.tier,
        roles: endpoint.config.roles,
        callsNothing: endpoint.callsNothing,
        coolingDown: endpoint.health.isCoolingDown(now),
        // A fraction of chance spreads workers that look at the same moment over equal endpoints.
        load: (await this.options.slots.demand(endpoint.key)) / endpoint.config.maxConcurrency + this.random() / 1000,
      })),
    );
  }

  private endpoint(name: string): Endpoint {
    const found = this.endpoints.find((endpoint) => endpoint.config.name === name);
    if (!found)
      throw new ModelUnreachable(
        name,
        `this worker has no model named "${name}"`,
        `Add [models.${name}] to the loom.toml of this machine, or let another worker take the job.`,
      );
    return found;
  }
}

/** The models of a configuration, ready to be asked. */
export const createModelClient = (configs: readonly ModelConfig[], options: ModelClientOptions): HttpModelClient =>
  new HttpModelClient(configs, options);
