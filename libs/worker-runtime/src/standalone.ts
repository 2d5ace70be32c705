import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exitCodeFor, openLogger, runApp, sentenceFor } from '#bootstrap';
import type { LoomConfig } from '#config';
import type { RunningWorker, StartWorker, WorkerOptions } from '#contracts';
import { DEFAULT_LIMITS, GitAttemptTrees, RemoteStore, type AttemptTreesOptions } from '#workspace';
import { HttpTreeTransport, HttpWorkerLink } from '#worker-link';
import { NestFactory } from '@nestjs/core';
import { Logger, type DynamicModule, type LoggerService, type Type } from '@nestjs/common';
import { enlist } from './enlist.js';
import { Heartbeat } from './heartbeat.js';
import type { StageProcessor } from './stage-processor.js';
import { WorkerParts } from './worker-parts.js';

/** One worker app: its module, and the processor to be found in it. */
export interface WorkerApp {
  readonly module: DynamicModule;
  readonly processor: Type<StageProcessor>;
}

/** Starts a worker that reaches the API over HTTP; it needs nothing of the API's machine but that and Redis. */
export async function startStandalone(
  options: WorkerOptions,
  { runsCommands }: { readonly runsCommands: boolean },
  appOf: (parts: WorkerParts) => WorkerApp,
): Promise<RunningWorker> {
  const enlisted = await enlist(options);
  const { config, api, redisUrl } = enlisted;
  const closing: (() => Promise<void>)[] = [() => enlisted.close()];
  const close = async (): Promise<void> => {
    for (let step = closing.pop(); step; step = closing.pop()) await step();
  };
  try {
    const logger = openLogger('worker', config);
    // The app, which would do it, is made only once the API has been heard.
    Logger.overrideLogger(logger);
    if (enlisted.unasked !== null) logger.warn({ did: 'api_not_asked', error: enlisted.unasked });
    const link = new HttpWorkerLink(api);
    const transport = new HttpTreeTransport(api);
    closing.push(
      () => transport.close(),
      () => link.close(),
    );
    const parts = await WorkerParts.assemble({
      config,
      redisUrl,
      link,
      trees: (setUp) => {
        const trees = remoteTrees(config, transport, setUp);
        const tidying = tidyDaily(trees, config, logger);
        closing.push(async () => {
          clearInterval(tidying);
          await trees.settled();
        });
        return trees;
      },
      ...(options.models === undefined ? {} : { models: options.models }),
      ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
      runsCommands,
      warn: (message) => logger.warn({ did: 'weaker_than_it_should_be', message }),
    });
    closing.push(() => parts.close());
    await new Heartbeat(parts, []).introduce();
    const { module, processor: Processor } = appOf(parts);
    const app = await NestFactory.createApplicationContext(module, { logger, abortOnError: false });
    closing.push(() => app.close());
    const processor = app.get(Processor);
    const heartbeat = new Heartbeat(parts, [processor]);
    closing.push(() => heartbeat.stop());
    const worker = running(close);
    // Jobs it took from Redis nobody would hear the end of.
    heartbeat.start((error) => void worker.close(error));
    logger.log({ did: 'working', worker: parts.id, role: processor.role, api: api.url });
    return worker;
  } catch (error) {
    await close();
    throw error;
  }
}

function remoteTrees(
  config: LoomConfig,
  transport: HttpTreeTransport,
  setUp: Pick<AttemptTreesOptions, 'setUp'>,
): GitAttemptTrees {
  // Not the head's own folders, should both be on one machine.
  const dataDir = join(config.dataDir, 'worker');
  const scratchDir = join(dataDir, 'scratch');
  const options = { dataDir, scratchDir, limits: DEFAULT_LIMITS, putsBackAtOnce: true, ...setUp };
  return new GitAttemptTrees(options, new RemoteStore(dataDir, transport));
}

const DAY_MS = 86_400_000;

/** What tasks left here: the head looks after its own machine alone. */
function tidyDaily(trees: GitAttemptTrees, { workspace }: LoomConfig, logger: LoggerService): NodeJS.Timeout {
  const wish = { idleMs: workspace.keepFailedDays * DAY_MS, maxBytes: workspace.maxStoreGib * 2 ** 30 };
  const tidy = (): void =>
    void trees.tidy(wish).then(
      ({ workspaces, bytes }) => {
        if (workspaces > 0)
          logger.log({ did: 'idle_workspaces_removed', workspaces, mib: Math.round(bytes / 2 ** 20) });
      },
      (error: unknown) => void logger.warn({ did: 'not_tidied', error: String(error) }),
    );
  tidy();
  return setInterval(tidy, DAY_MS).unref();
}

interface StandaloneWorker extends RunningWorker {
  close(because?: Error): Promise<void>;
}

function running(end: () => Promise<void>): StandaloneWorker {
  let closing: Promise<void> | null = null;
  let settle = (_because?: Error): void => undefined;
  const closed = new Promise<void>((resolve, reject) => {
    settle = (because) => (because === undefined ? resolve() : reject(because));
  });
  // Whoever looks only for the way to stop it is told all the same, by the log.
  closed.catch(() => undefined);
  return { closed, close: (because?: Error) => (closing ??= end().finally(() => settle(because))) };
}

/** Runs a worker's main when it is what node was started with, and does nothing when it is imported. */
export async function runAsProgram(moduleUrl: string, name: string, start: StartWorker): Promise<void> {
  const [, entry] = process.argv;
  if (entry === undefined || realpathSync(entry) !== realpathSync(fileURLToPath(moduleUrl))) return;
  await runApp({
    name,
    start: async ({ shutDown }) => {
      const worker = await start({});
      worker.closed.catch((error: unknown) => {
        process.stderr.write(`loom: ${sentenceFor(error)}\n`);
        shutDown(exitCodeFor(error));
      });
      return { close: () => worker.close() };
    },
  });
}
