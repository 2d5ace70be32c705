import type { LoomConfig } from '#config';
import type { Dispatcher, Policy, TaskStore, TreeStore } from '#conductor';
import type { Redis } from 'ioredis';
import { Logger } from '@nestjs/common';
import { AttemptDesk } from './attempt-desk.js';
import { Conductor } from './conductor.service.js';
import { HeadWork } from './head-work.js';
import { InPlace } from './in-place.js';
import { Outages } from './outages.js';
import { Outbox } from './outbox.js';
import type { EventBus } from '#events';
import { CountedEvents } from './metrics/counted-events.js';
import type { EngineCounts } from './metrics/engine-counts.js';
import { Roster } from './roster.js';
import { Stalled } from './stalled.js';
import { Sweeper } from './sweeper.js';
import { TasksService } from './tasks.service.js';
import { Unmanned } from './unmanned.js';
import { Webhooks } from './webhooks.js';
import { Upkeep } from './upkeep.js';
import { WorkAssembler } from './work-assembler.js';

export interface EngineParts {
  readonly config: LoomConfig;
  readonly store: TaskStore;
  readonly trees: TreeStore;
  readonly dispatcher: Dispatcher;
  readonly events: EventBus;
  readonly redis: Redis;
  readonly counts: EngineCounts;
}

/** The head of Loom: everything that decides and writes, wired. */
export class Engine {
  readonly roster: Roster;
  readonly desk: AttemptDesk;
  readonly tasks: TasksService;
  private readonly headWork: HeadWork;
  private readonly webhooks: Webhooks;
  private readonly conductor: Conductor;
  private readonly sweeper: Sweeper;
  private readonly upkeep: Upkeep;
  private readonly inPlace: InPlace;

  constructor({ config, store, trees, dispatcher, events: bus, redis, counts }: EngineParts) {
    const events = new CountedEvents(bus, counts);
    const logger = new Logger('Outbox');
    const now = Date.now;
    const outbox = new Outbox(store, dispatcher, (error) =>
      logger.warn({ did: 'outbox_waits', error: error instanceof Error ? error.message : String(error) }),
    );
    const outages = new Outages();
    this.headWork = new HeadWork(store, trees, events, outages, counts);
    this.webhooks = Webhooks.of(store, config);
    this.inPlace = new InPlace(store, trees, config.workspace.mode === 'in_place');
    const { headWork, webhooks, inPlace } = this;
    const evenly = (): number => store.now();
    const conductor = new Conductor(store, events, outbox, headWork, webhooks, inPlace, policyOf(config), evenly);
    this.conductor = conductor;
    const work = new WorkAssembler(store, trees, config.execution.maxToolIterations);
    this.roster = new Roster(redis, config.redis.prefix, now);
    this.desk = new AttemptDesk(store, work, conductor, events, outbox, this.roster, inPlace, outages, counts);
    this.upkeep = new Upkeep(store, trees, events, config.workspace, now);
    this.tasks = new TasksService(store, trees, dispatcher, conductor, this.headWork, events, config, this.upkeep);
    const unmanned = new Unmanned(store, this.roster, events);
    this.sweeper = new Sweeper(
      store,
      dispatcher,
      conductor,
      this.headWork,
      outbox,
      this.webhooks,
      unmanned,
      new Stalled(store),
      counts,
    );
  }

  start(): void {
    this.sweeper.start();
    this.upkeep.start();
    this.inPlace.start();
  }

  async stop(): Promise<void> {
    await this.sweeper.stop();
    this.conductor.stop();
    await this.upkeep.stop();
    await this.headWork.stop();
    await this.inPlace.stop();
    await this.webhooks.stop();
  }
}

export const policyOf = ({ execution, verification }: LoomConfig): Policy => ({
  maxSubtaskRetries: execution.maxSubtaskRetries,
  maxLoopIterations: execution.maxLoopIterations,
  maxParallelSubtasks: execution.maxParallelSubtasks,
  maxPlanVersions: execution.maxPlanVersions,
  goalCheck: verification.tier2Enabled,
  approvalTimeoutMs: execution.approvalTimeoutSeconds * 1000,
  autoProceedMs: execution.autoProceedSeconds * 1000,
});
