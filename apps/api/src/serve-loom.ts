import 'reflect-metadata';
import { hostname } from 'node:os';
import type { LoomLogger } from '#bootstrap';
import { isLoopback, LoomConfig, rolesWithoutModel } from '#config';
import { QueueUnavailable, TaskStore, TokenStore, TreeStore } from '#conductor';
import { WorkerLink, type RunningLoom, type ServeOptions } from '#contracts';
import { ROLES, type Role } from '#domain';
import { EventBus, RedisEventBus } from '#events';
import { openDatabase, SqlTaskStore, SqlTokenStore, SqlTreePairing, type Database } from '#persistence';
import { BullDispatcher, producerConnection } from '#queues';
import { EXECUTOR_TOOLS } from '#tools';
import { DEFAULT_LIMITS, GitAttemptTrees, GitTreeStore, HeadStore, storeMark } from '#workspace';
import { Heartbeat, StageProcessor, VERSION, WorkerParts } from '#worker-runtime';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Redis, type RedisOptions } from 'ioredis';
import { ExecuteProcessor } from '../../executor-worker/src/execute.processor.js';
import { ExecutorWorkerModule } from '../../executor-worker/src/executor-worker.module.js';
import { ExtractProcessor } from '../../extractor-worker/src/extract.processor.js';
import { ExtractorWorkerModule } from '../../extractor-worker/src/extractor-worker.module.js';
import { PlanProcessor } from '../../planner-worker/src/plan.processor.js';
import { PlannerWorkerModule } from '../../planner-worker/src/planner-worker.module.js';
import { VerifierWorkerModule } from '../../verifier-worker/src/verifier-worker.module.js';
import { VerifyProcessor } from '../../verifier-worker/src/verify.processor.js';
import { Engine } from './engine/engine.js';
import { FleetService } from './engine/fleet.service.js';
import { HandOutService } from './engine/hand-out.service.js';
import { HealthService } from './engine/health.service.js';
import { EngineCounts } from './engine/metrics/engine-counts.js';
import { MetricsService } from './engine/metrics/metrics.service.js';
import { IN_PLACE_NOTICE } from './engine/in-place.js';
import { Tasks } from './engine/tasks.port.js';
import { ExecutorToolCatalogue } from './engine/tool-catalogue.service.js';
import { createApi } from './http/create-api.js';
import { SharedCounts } from './http/edge/shared-counts.js';
import { Fleet, HandOut, Health, Metrics, ToolCatalogue } from './http/ports.js';
import type { Closing } from './serve-closing.js';
import { isShared } from './serve-shared.js';

const WORKERS: Readonly<
  Record<Role, { register(parts: WorkerParts): DynamicModule; processor: Type<StageProcessor> }>
> = {
  planner: { register: (parts) => PlannerWorkerModule.register(parts), processor: PlanProcessor },
  executor: { register: (parts) => ExecutorWorkerModule.register(parts), processor: ExecuteProcessor },
  verifier: { register: (parts) => VerifierWorkerModule.register(parts), processor: VerifyProcessor },
  extractor: { register: (parts) => ExtractorWorkerModule.register(parts), processor: ExtractProcessor },
};

/** Longer than that no request waits to be counted. */
const COUNTING_MS = 250;

const UNPLAYED =
  'no model of the configuration plays these roles: a task that comes to one of them fails. Add them to the roles of a [models.NAME] section of loom.toml; `loom doctor` looks at all of it.';
const PLAIN_HTTP =
  'others can reach this server and it speaks plain HTTP: tokens, prompts and files can be read on the way. Put it behind a proxy with TLS, or in a network you trust.';

interface Opening {
  readonly config: LoomConfig;
  readonly options: ServeOptions;
  readonly logger: LoomLogger;
  readonly redisUrl: string;
  readonly closing: Closing;
}

/** Everything behind the Redis: what was opened is left to `closing` also when the rest cannot be. */
export async function openLoom({ config, options, logger, redisUrl, closing }: Opening): Promise<RunningLoom> {
  const database = await openDatabase(whereOf(config));
  const store = new SqlTaskStore(database);
  closing.later(() => store.close());
  await pairStores(database, config, options.withoutTrees === true);
  // The process that held these is dead where the data directory is this one's own; others' leases run out by
  // themselves.
  const abandoned = isShared(config) ? [] : await store.expireLeases('of_the_api');
  for (const lost of abandoned) logger.warn({ did: 'attempt_taken_back', ...lost });
  const trees = new GitTreeStore({
    dataDir: config.dataDir,
    scratchDir: config.workspace.scratchDir,
    ...(config.workspace.roots === undefined ? {} : { roots: config.workspace.roots }),
    inPlace: config.workspace.mode === 'in_place',
    toolchains: config.sandbox.toolchains,
    logDir: config.logging.eventLogPath,
  });
  await trees.recover({ alone: !isShared(config) });
  if (config.workspace.mode === 'in_place') logger.warn({ did: 'works_in_place', message: IN_PLACE_NOTICE });

  const dispatcher = new BullDispatcher({ url: redisUrl, prefix: config.redis.prefix });
  closing.later(() => dispatcher.close());
  if (!(await dispatcher.ready())) throw new QueueUnavailable();
  const connect = (over: Pick<RedisOptions, 'commandTimeout' | 'lazyConnect'> = {}): Redis => {
    const connection = new Redis({ ...producerConnection(redisUrl), ...over });
    // Reconnecting is ioredis' own work; without a listener a lost connection would end the process.
    connection.on('error', () => undefined);
    return connection;
  };
  const redis = connect();
  closing.later(() => redis.disconnect());
  const events = new RedisEventBus({ connect: () => connect(), prefix: config.redis.prefix });
  closing.later(() => events.close());

  const roles = options.roles === 'none' ? [] : (options.roles ?? ROLES);
  const counts = new EngineCounts({
    models: config.models.map(({ name }) => name),
    tools: EXECUTOR_TOOLS.map(({ name }) => name),
  });
  const engine = new Engine({ config, store, trees, dispatcher, events, redis, counts });
  const parts = await WorkerParts.assemble({
    config,
    redisUrl,
    link: engine.desk,
    trees: (setUp) => {
      const { dataDir, workspace } = config;
      const attempts = new GitAttemptTrees(
        { dataDir, scratchDir: workspace.scratchDir, limits: DEFAULT_LIMITS, putsBackAtOnce: true, ...setUp },
        new HeadStore((workspaceId) => trees.repository(workspaceId)),
      );
      closing.later(() => attempts.settled());
      return attempts;
    },
    ...(options.models === undefined ? {} : { models: options.models }),
    runsCommands: roles.includes('executor') || roles.includes('verifier'),
    warn: (message) => logger.warn({ did: 'weaker_than_it_should_be', message }),
    besideApi: true,
  });
  closing.later(() => parts.close());

  const counting = isShared(config) ? connect({ commandTimeout: COUNTING_MS, lazyConnect: true }) : null;
  closing.later(() => counting?.disconnect());
  // Without it the first requests would not be counted together.
  await counting?.connect().catch(() => undefined);
  const { app } = await createApi({
    config,
    version: VERSION,
    logger,
    ...(counting === null ? {} : { sharedCounts: new SharedCounts(counting, config.redis.prefix) }),
    imports: [
      EngineModule.over(engine, {
        config,
        store,
        tokens: new SqlTokenStore(database),
        trees,
        events,
        dispatcher,
        counts,
        parts,
        handOut: new HandOutService(config, redisUrl, redis),
      }),
      ...roles.map((role) => WORKERS[role].register(parts)),
    ],
  });
  const processors = roles.map((role) => app.get(WORKERS[role].processor, { strict: false }));
  const heartbeat = new Heartbeat(parts, processors);
  closing.later(async () => {
    await heartbeat.stop();
    await engine.roster.gone(parts.id);
    await engine.stop();
  });
  closing.later(() => app.close());
  // All at once, before the engine they hand their work back to.
  closing.later(() => Promise.all(processors.map((one) => one.beforeApplicationShutdown())));
  const url = await listen(app, config);
  engine.start();
  if (roles.length > 0) heartbeat.start();
  const unplayed = rolesWithoutModel(config.models, roles);
  if (unplayed.length > 0) logger.warn({ did: 'roles_without_model', roles: unplayed, message: UNPLAYED });
  if (!isLoopback(config.server.host)) logger.warn({ did: 'weaker_than_it_should_be', message: PLAIN_HTTP });
  logger.log({ did: 'serving', url, roles, sandbox: config.sandbox.mode, database: database.place });

  let ended: Promise<void> | null = null;
  let resolveClosed = (): void => undefined;
  const closed = new Promise<void>((resolve) => (resolveClosed = resolve));
  return {
    url,
    ...(config.server.token === undefined ? {} : { token: config.server.token }),
    closed,
    close: () => (ended ??= closing.run().finally(resolveClosed)),
  };
}

const whereOf = ({ memory }: LoomConfig): { path: string; url?: string } => ({
  path: memory.databasePath,
  ...(memory.databaseUrl === undefined ? {} : { url: memory.databaseUrl }),
});

/** With the trees of another folder, work would go on that nobody could show, undo or finish. */
async function pairStores(database: Database, { dataDir }: LoomConfig, withoutTrees: boolean): Promise<void> {
  const pairing = new SqlTreePairing(database);
  if (withoutTrees) await pairing.forget();
  await pairing.meet({ id: await storeMark(dataDir), place: `${dataDir} on ${hostname()}` });
}

/** Answers the address under which this machine reaches it. */
async function listen(app: NestFastifyApplication, { server }: LoomConfig): Promise<string> {
  await app.listen(server.port, server.host);
  const address = app.getHttpServer().address();
  const port = typeof address === 'object' && address !== null ? address.port : server.port;
  const anywhere = server.host === '0.0.0.0' || server.host === '::';
  const host = anywhere ? '127.0.0.1' : server.host.includes(':') ? `[${server.host}]` : server.host;
  return `http://${host}:${port}`;
}

interface Shared {
  readonly config: LoomConfig;
  readonly store: TaskStore;
  readonly tokens: TokenStore;
  readonly trees: TreeStore;
  readonly events: EventBus;
  readonly dispatcher: BullDispatcher;
  readonly counts: EngineCounts;
  readonly parts: WorkerParts;
  readonly handOut: HandOut;
}

/** What the controllers ask for. */
@Module({})
class EngineModule {
  static over(
    engine: Engine,
    { config, store, tokens, trees, events, dispatcher, counts, parts, handOut }: Shared,
  ): DynamicModule {
    const { shellTimeoutSeconds } = config.sandbox;
    const providers = [
      { provide: Tasks, useValue: engine.tasks },
      { provide: TaskStore, useValue: store },
      { provide: TokenStore, useValue: tokens },
      { provide: TreeStore, useValue: trees },
      { provide: WorkerLink, useValue: engine.desk },
      { provide: EventBus, useValue: events },
      { provide: Fleet, useValue: new FleetService(engine.roster, store, config, parts.models, Date.now) },
      { provide: Health, useValue: new HealthService(store, dispatcher, engine.roster) },
      { provide: Metrics, useValue: new MetricsService(counts, store, dispatcher, engine.roster, config) },
      { provide: HandOut, useValue: handOut },
      { provide: ToolCatalogue, useValue: new ExecutorToolCatalogue(parts.tools, shellTimeoutSeconds) },
      { provide: LoomConfig, useValue: config },
    ];
    return { module: EngineModule, providers, exports: providers.map((p) => p.provide) };
  }
}
