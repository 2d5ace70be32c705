import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { LoomConfig, ModelConfig } from '#config';
import type { WorkerLink } from '#contracts';
import type { Role } from '#domain';
import { createModelClient, RedisEndpointSlots, type HttpModelClient } from '#models';
import { loadTemplates, type Templates } from '#prompts';
import { workerConnection } from '#queues';
import { SystemClock, VerificationPolicy, type AttemptTrees, type CheckRunner, type Clock, type ToolBox } from '#roles';
import { chooseSandbox, LocalToolBox, SandboxedCheckRunner, setUpRunner, usableToolchains, type Sandbox } from '#tools';
import type { SetUpOptions } from '#workspace';
import { Redis } from 'ioredis';

/** The version workers and API tell each other. */
export const VERSION = '0.1.0';

export interface WorkerSetting {
  readonly config: LoomConfig;
  readonly redisUrl: string;
  readonly link: WorkerLink;
  /** `setUp` installs dependencies, where the configuration names commands for that and commands run here. */
  readonly trees: (setUp: { readonly setUp?: SetUpOptions }) => AttemptTrees;
  /** Sections of [models] to use; all when absent. */
  readonly models?: readonly string[];
  /** Whether a role here runs commands (executor, verifier): only then is a sandbox looked for. */
  readonly runsCommands: boolean;
  /** Jobs at once of each role; from the models' `max_concurrency` when absent. */
  readonly concurrency?: number;
  readonly warn: (message: string) => void;
  /** In the process of the API, whose end is theirs. */
  readonly besideApi?: boolean;
}

/** Everything the roles of one process share, each port bound to its adapter. */
export class WorkerParts {
  /** Names this process among all workers; those in the API's own process sign as the API's. */
  readonly id: string;
  readonly host = hostname();
  readonly clock: Clock = new SystemClock();

  private constructor(
    readonly config: LoomConfig,
    readonly redisUrl: string,
    readonly link: WorkerLink,
    readonly trees: AttemptTrees,
    readonly modelConfigs: readonly ModelConfig[],
    readonly models: HttpModelClient,
    readonly tools: ToolBox,
    readonly checks: CheckRunner,
    readonly templates: Templates,
    readonly verification: VerificationPolicy,
    private readonly redis: Redis,
    private readonly slots: RedisEndpointSlots,
    private readonly concurrency: number | null,
    besideApi: boolean,
  ) {
    this.id = `${besideApi ? 'api@' : ''}${this.host}-${process.pid}-${randomUUID().slice(0, 8)}`;
  }

  /** @throws SandboxUnavailable when one is required and none works; ToolchainRefused; BadTemplate. */
  static async assemble(of: WorkerSetting): Promise<WorkerParts> {
    const { config } = of;
    const wanted = of.models;
    const modelConfigs = wanted ? config.models.filter((m) => wanted.includes(m.name)) : config.models;
    const { sandbox, warnings } = await chooseSandbox(
      of.runsCommands ? config.sandbox : { ...config.sandbox, mode: 'none' },
      of.runsCommands ? usableToolchains(config) : [],
    );
    if (of.runsCommands) for (const warning of warnings) of.warn(warning);
    const redis = new Redis(workerConnection(of.redisUrl));
    // Reconnecting is ioredis' own work; without a listener a lost connection would end the process.
    redis.on('error', () => undefined);
    const slots = new RedisEndpointSlots(redis, { prefix: config.redis.prefix });
    const { shellTimeoutSeconds } = config.sandbox;
    const { tier1Enabled, tier2Enabled, tier3Enabled, tier3VoteCount, tier1Except } = config.verification;
    return new WorkerParts(
      config,
      of.redisUrl,
      of.link,
      of.trees(of.runsCommands ? { setUp: setUpOf(config, sandbox) } : {}),
      modelConfigs,
      createModelClient(modelConfigs, { slots }),
      new LocalToolBox(sandbox, { shellTimeoutSeconds }),
      new SandboxedCheckRunner(sandbox, { timeoutSeconds: Math.max(60, shellTimeoutSeconds) }),
      loadTemplates(join(config.dataDir, 'prompts')),
      new VerificationPolicy(tier1Enabled, tier2Enabled, tier3Enabled, tier3VoteCount, new Set(tier1Except)),
      redis,
      slots,
      of.concurrency ?? null,
      of.besideApi ?? false,
    );
  }

  /**
   * Jobs of a role at once: as many as its models can answer, and for executors one more, since an attempt also runs
   * tools while its endpoint is free for another.
   */
  concurrencyOf(role: Role): number {
    if (this.concurrency !== null) return this.concurrency;
    const answers = this.modelConfigs
      .filter((m) => m.roles.includes(role))
      .reduce((sum, m) => sum + m.maxConcurrency, 0);
    return Math.min(64, Math.max(1, answers) + (role === 'executor' ? 1 : 0));
  }

  async close(): Promise<void> {
    await this.models.close();
    await this.slots.close();
    this.redis.disconnect();
  }
}

const setUpOf = ({ workspace, sandbox: { network } }: LoomConfig, sandbox: Sandbox): SetUpOptions => ({
  commands: Object.entries(workspace.setup ?? {}).map(([lockfile, command]) => ({ lockfile, command })),
  timeoutMs: workspace.setupTimeoutSeconds * 1000,
  run: setUpRunner(sandbox, { network }),
});
