import { Agent } from 'undici';
import type { ModelConfig } from '#config';
import type { ModelReport } from '#contracts';
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

/** Model servers over HTTP: routing, health, slots; each endpoint's own matters are in `Endpoint`. */
export class HttpModelClient extends ModelClient {
  private readonly endpoints: readonly Endpoint[];
  private readonly agent: Agent;
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
    this.endpoints = agreeOnContext(configs, (a, b) => key(a) === key(b)).map(
      (config) =>
        new Endpoint(config, {
          dispatcher: this.agent,
          slots: options.slots,
          key: key(config),
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

  /** Closes all connections; a request under way fails. */
  async close(): Promise<void> {
    await this.agent.destroy();
  }

  private async candidates(endpoints: readonly Endpoint[]): Promise<Candidate[]> {
    const now = this.clock.now();
    return Promise.all(
      endpoints.map(async (endpoint) => ({
        name: endpoint.config.name,
        endpoint: endpoint.key,
        model: endpoint.config.model,
        tier: endpoint.config.tier,
        roles: endpoint.config.roles,
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
