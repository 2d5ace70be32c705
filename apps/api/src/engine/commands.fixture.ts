import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scheduler } from 'fast-check';
import type { Attempt, AttemptOutcomeOf, Dispatcher, LeaseWrite, Policy, TaskStore, TreeStore } from '#conductor';
import { LoomConfig } from '#config';
import type { Lease, StoredEvent } from '#contracts';
import { isHeadStage, type ApprovalMode, type Failure, type SubtaskSpec } from '#domain';
import { InProcessEventBus } from '#events';
import { openDatabase, SqlTaskStore } from '#persistence';
import { Conductor } from './conductor.service.js';
import type { HeadWork } from './head-work.js';
import type { InPlace } from './in-place.js';
import { Outbox } from './outbox.js';
import { TasksService } from './tasks.service.js';
import type { Upkeep } from './upkeep.js';
import type { Webhooks } from './webhooks.js';

const POLICY: Policy = {
  maxSubtaskRetries: 1,
  maxLoopIterations: 60,
  maxParallelSubtasks: 2,
  maxPlanVersions: 2,
  goalCheck: true,
  approvalTimeoutMs: 1e9,
  autoProceedMs: 0,
};
export const LEASE_MS = 6000;
const NOTHING: LeaseWrite = { entries: [], events: [], modelCalls: 0, toolCalls: 0, usage: null, head: null };
const nothing = async (): Promise<void> => undefined;
const MODEL = { name: 'm', model: 'm', tier: 1 } as const;

/** One API process on a database that others share: what decides, for real; who works and where files are is played. */
export interface Head {
  readonly tasks: TasksService;
  readonly conductor: Conductor;
  readonly store: TaskStore;
  readonly outbox: Outbox;
}

export class Heads {
  readonly heads: readonly Head[];
  /** Jobs as the queue was told of them. */
  private readonly sent = new Set<string>();
  private commits = 0;

  private constructor(
    private readonly stores: readonly SqlTaskStore[],
    private readonly clock: { now: number },
    private readonly folder: string,
    scheduler: Scheduler,
  ) {
    this.heads = stores.map((store) => this.head(inTurn(store, scheduler)));
  }

  /** Opened once for many runs: each has tasks and a scheduler of its own. `url`: of a Postgres, instead of a file. */
  static async open(count: number, url?: string) {
    const folder = mkdtempSync(join(tmpdir(), 'loom-commands-'));
    const clock = { now: Date.parse('2026-01-02T03:04:05.000Z') };
    const stores: SqlTaskStore[] = [];
    for (let n = 0; n < count; n++)
      stores.push(
        new SqlTaskStore(await openDatabase({ path: join(folder, 'loom.db'), ...(url && { url }) }), {
          now: () => clock.now,
        }),
      );
    return {
      over: (scheduler: Scheduler) => new Heads(stores, clock, folder, scheduler),
      close: async (): Promise<void> => {
        for (const store of stores) await store.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  }

  /** To look at, out of turn. */
  get truth(): SqlTaskStore {
    return this.stores[0] as SqlTaskStore;
  }

  async task(approvalMode: ApprovalMode): Promise<string> {
    const id = randomUUID();
    await this.truth.createTask(
      {
        ...{ id, goal: 'write a parser', workspaceId: id, workspacePath: join(this.folder, id) },
        ...{ context: {}, metadata: {}, approvalMode, confidenceThreshold: 0.8, callbackUrl: null, protected: [] },
        ...{ priority: 5, limits: { tokens: null, modelCalls: null, seconds: null } },
        ...{ idempotencyKey: null, bodyHash: null },
      },
      [{ type: 'task_created', data: {} }],
    );
    return id;
  }

  events(taskId: string): Promise<readonly StoredEvent[]> {
    return this.truth.eventsAfter(taskId, 0, 10_000);
  }

  async open(taskId: string): Promise<Attempt[]> {
    const attempts = (await this.truth.state(taskId))?.attempts ?? [];
    return attempts.filter(({ state }) => state === 'queued' || state === 'running');
  }

  /** As a worker, or the process beside the folder, takes it. */
  async claim(store: TaskStore, { id, epoch }: Attempt): Promise<Lease | null> {
    const token = randomUUID();
    const claimed = await store.claim({ attemptId: id, epoch }, 'w', token, LEASE_MS);
    return claimed.kind === 'claimed' ? { attemptId: id, epoch: claimed.epoch, token, ttlMs: LEASE_MS } : null;
  }

  /** As its owner ends it: well, or with a bit of bad luck. */
  async finish(
    { store, conductor }: Head,
    taskId: string,
    lease: Lease,
    attempt: Attempt,
    luck: number,
  ): Promise<void> {
    const outcome = this.outcomeOf(attempt, luck) as AttemptOutcomeOf['execute'];
    const held = await store.finish<'execute'>(lease, outcome, NOTHING);
    if (held.kind === 'held') await conductor.advance(taskId);
  }

  /** Its owner is dead: somebody else may take it. */
  async crash(): Promise<void> {
    this.clock.now += LEASE_MS + 1;
    await this.truth.expireLeases();
  }

  /** Longer than anybody may leave a question unanswered. */
  async silence(): Promise<void> {
    this.clock.now += POLICY.approvalTimeoutMs + 1;
    await this.truth.expireLeases();
  }

  /** What the sweeper does: all that can be decided is, and sent. */
  async settle(taskId: string): Promise<void> {
    for (const { conductor, outbox } of this.heads) {
      await conductor.advance(taskId);
      await outbox.flush();
    }
  }

  /** Whether somebody hears of the attempt who is to do it: by a job, or in the API itself. */
  isKnown({ id, epoch, stage }: Attempt): boolean {
    return isHeadStage(stage) || this.sent.has(`${id} ${epoch}`);
  }

  /** Longer than any pause before a job is sent. */
  wait(): void {
    this.clock.now += 61_000;
  }

  private head(store: TaskStore): Head {
    const dispatcher = {
      isReachable: async () => true,
      send: async (
        jobs: readonly { taskId: string; subtaskId?: string; stage: string; attempt: number; epoch: number }[],
      ) => jobs.forEach((j) => this.sent.add(`${j.stage}.${j.taskId}.${j.subtaskId ?? '_'}.${j.attempt} ${j.epoch}`)),
    } as unknown as Dispatcher;
    const bus = new InProcessEventBus();
    const headWork = { poke: () => undefined } as unknown as HeadWork;
    const outbox = new Outbox(store, dispatcher, (error) => {
      throw error;
    });
    const webhooks = { sendDue: nothing } as unknown as Webhooks;
    const inPlace = { changed: nothing } as unknown as InPlace;
    const conductor = new Conductor(store, bus, outbox, headWork, webhooks, inPlace, POLICY, () => this.clock.now);
    const config = new LoomConfig();
    const trees = {} as TreeStore;
    const tasks = new TasksService(store, trees, dispatcher, conductor, headWork, bus, config, {} as Upkeep);
    return { tasks, conductor, store, outbox };
  }

  private outcomeOf(attempt: Attempt, luck: number): Attempt['outcome'] {
    const commit = `c${++this.commits}`;
    const failed = { kind: 'failed', failure: failure(luck) } as const;
    const isLucky = luck % 4 > 0;
    switch (attempt.stage) {
      case 'snapshot':
        return luck % 30 === 29 ? failed : { kind: 'taken', commit, files: 1, skipped: [] };
      case 'plan':
        return isLucky ? { kind: 'planned', subtasks: planOf(luck), repairs: [] } : failed;
      case 'execute':
        if (luck % 5 === 4)
          return {
            kind: 'asks',
            callId: commit,
            tool: 'shell_execute',
            command: commit,
            reason: 'it deletes',
            risk: 'medium',
          };
        if (!isLucky) return failed;
        return {
          ...{ kind: 'claimed_done', summary: 'done', model: MODEL, head: commit },
          ...{ toolCalls: 1, failedToolCalls: 0, ended: 'finish' },
        } as const;
      case 'verify': {
        if (luck % 7 === 6) return { kind: 'inconclusive', failure: failure(luck), checks: [] };
        const verdict = { passed: isLucky, issues: isLucky ? [] : ['wrong'], confidence: 0.9, suggestion: '' };
        return { kind: isLucky ? 'passed' : 'rejected', tier: 2, verdict, checks: [], model: MODEL };
      }
      case 'land':
        if (luck % 6 === 5 && attempt.input.approvedSensitive !== true)
          return { kind: 'needs_approval', because: 'it runs', paths: ['.envrc'] };
        return isLucky
          ? { kind: 'landed', commit, before: 'c0', changes: [] }
          : { kind: 'conflict', paths: ['p'], ours: '', theirs: '' };
      case 'extract':
        return isLucky ? { kind: 'extracted', entries: [], dropped: 0 } : failed;
      case 'revert':
        return { kind: 'nothing' };
    }
  }
}

/**
 * Each call waits until it is its turn, which the scheduler gives: every order of the calls of all callers is possible.
 */
function inTurn(store: SqlTaskStore, scheduler: Scheduler): TaskStore {
  return new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      // The time is not asked of the database.
      if (name === 'now') return value.bind(target) as unknown;
      return async (...args: unknown[]): Promise<unknown> => {
        await scheduler.schedule(Promise.resolve(), String(name));
        return Reflect.apply(value as (...all: unknown[]) => unknown, target, args);
      };
    },
  });
}

function failure(luck: number): Failure {
  const codes = ['stuck', 'out_of_turns', 'model_unreachable', 'internal_error', 'model_refused'] as const;
  const code = codes[luck % codes.length] ?? 'stuck';
  return { code, because: `it was ${code}`, retryable: code === 'model_unreachable' };
}

/** One to three subtasks; the second may depend on the first. */
function planOf(luck: number): SubtaskSpec[] {
  return ['a', 'b', 'c'].slice(0, 1 + (luck % 3)).map((id) => ({
    ...{ id, description: `do ${id}`, dependsOn: id === 'b' && luck % 2 === 0 ? ['a'] : [] },
    ...{ modelTier: 1, verificationTier: 1, isCriticalPath: false, acceptanceCriteria: 'it is done' },
    ...{ expectedOutputs: [], checks: [] },
  }));
}
