import { createHash, randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import {
  KeyReused,
  StateForbids,
  UnknownSubtask,
  UnknownTask,
  UnusableWorkspace,
  type StoreReport,
  type TaskStore,
} from '#conductor';
import {
  WORKER_PROTOCOL,
  type ApprovalView,
  type CreateTaskBody,
  type HealthView,
  type JoinAnswer,
  type ModelView,
  type ProbesWanted,
  type RevertBody,
  type TaskCreated,
  type ToolView,
} from '#contracts';
import type { EventBus } from '#events';
import { isTaskEnded } from '#domain';
import { toPendingApproval } from '../../engine/pending-approval.js';
import { Tasks } from '../../engine/tasks.port.js';
import { Fleet, HandOut, Health, Metrics, ToolCatalogue, type SeenWorker } from '../ports.js';

/** The wishes of people, saved and no more: nobody plans or works here. */
export class StoredTasks extends Tasks {
  readonly asked: { readonly name: string; readonly args: readonly unknown[] }[] = [];
  /** Thrown by the next call. */
  fails: Error | null = null;
  diffText = '';

  constructor(
    private readonly store: TaskStore,
    private readonly bus: EventBus,
  ) {
    super();
  }

  async create(body: CreateTaskBody, idempotencyKey: string | null): Promise<TaskCreated & { created: boolean }> {
    this.note('create', body, idempotencyKey);
    if (body.workspace === '/nowhere') throw new UnusableWorkspace('there is no folder /nowhere', 'Make it first.');
    const id = randomUUID();
    const answer = await this.store.createTask(
      {
        id,
        goal: body.goal,
        workspaceId: 'folder-1',
        workspacePath: body.workspace ?? '/tmp/new',
        context: body.context ?? {},
        metadata: body.metadata ?? {},
        approvalMode: body.approval_mode ?? 'auto',
        confidenceThreshold: 0.8,
        callbackUrl: body.callback_url ?? null,
        protected: body.protected ?? [],
        priority: body.priority ?? 5,
        limits: { tokens: null, modelCalls: null, seconds: null },
        idempotencyKey,
        bodyHash: createHash('sha256').update(JSON.stringify(body)).digest('hex'),
      },
      [{ type: 'task_created', data: { goal: body.goal } }],
    );
    if (answer.kind === 'created') this.bus.publish(answer.events);
    if (answer.kind === 'created') return { task_id: id, status: 'pending', message: 'Created.', created: true };
    if (!answer.sameBody) throw new KeyReused(answer.taskId);
    return { task_id: answer.taskId, status: answer.status, message: 'Known.', created: false };
  }

  cancel = (taskId: string): Promise<void> => this.wish('cancel', taskId);
  pause = (taskId: string): Promise<void> => this.wish('pause', taskId);
  resume = (taskId: string): Promise<void> => this.wish('resume', taskId);
  retry = (taskId: string, subtaskId?: string): Promise<void> => this.wish('retry', taskId, subtaskId);
  steer = (taskId: string, text: string): Promise<void> => this.wish('steer', taskId, undefined, text);
  feedback = (taskId: string, text: string, subtaskId?: string): Promise<void> =>
    this.wish('feedback', taskId, subtaskId, text);
  approve = (taskId: string, subtaskId: string, approved: boolean, reason?: string): Promise<void> =>
    this.wish('approve', taskId, subtaskId, approved, reason);

  async approval(taskId: string, subtaskId: string): Promise<ApprovalView | null> {
    await this.wish('approval', taskId, subtaskId);
    const subtask = await this.store.subtask(taskId, subtaskId);
    const waits = subtask === null ? null : toPendingApproval(subtask);
    return waits === null ? null : { ...waits, diff: this.diffText };
  }

  async revert(taskId: string, body: RevertBody): Promise<{ reverted: string[] }> {
    const { on_conflict, redo } = body;
    const more = on_conflict === undefined && redo === undefined ? [] : [{ on_conflict, redo }];
    await this.wish('revert', taskId, body.subtask_id, body.path, ...more);
    return { reverted: ['a.txt'] };
  }

  async tidy(dryRun: boolean): Promise<readonly StoreReport[]> {
    this.note('tidy', dryRun);
    const about = { workspaceId: 'w1', path: '/home/u/p', bytes: 10, looseObjects: 2, expiredRefs: 1 };
    return [{ ...about, freedBytes: 0, packed: false, held: 'busy' }];
  }

  async diff(taskId: string, of: { path?: string; subtaskId?: string }): Promise<string> {
    await this.wish('diff', taskId, of.subtaskId, of.path);
    return this.diffText;
  }

  private async wish(name: string, taskId: string, subtaskId?: string, ...args: unknown[]): Promise<void> {
    this.note(name, taskId, subtaskId, ...args);
    const task = await this.store.task(taskId);
    if (task === null) throw new UnknownTask(taskId);
    if (subtaskId !== undefined && (await this.store.subtask(taskId, subtaskId)) === null)
      throw new UnknownSubtask(taskId, subtaskId);
    if (isTaskEnded(task.status) && name !== 'diff') throw new StateForbids(taskId, `the task is ${task.status}`);
  }

  private note(name: string, ...args: unknown[]): void {
    this.asked.push({ name, args });
    const { fails } = this;
    this.fails = null;
    if (fails !== null) throw fails;
  }
}

export class ScriptedFleet extends Fleet {
  async keepTrials(): Promise<void> {}

  async probe(name: string | undefined): Promise<ProbesWanted> {
    return { asked: [name ?? 'small'], asked_at: '2026-01-02T03:04:05.000Z' };
  }

  async workers(): Promise<SeenWorker[]> {
    const models = [{ name: 'small', healthy: true, loaded: null, latencyMs: 3, contextWindow: 8192, detail: 'ok' }];
    const at = { concurrency: 2, active: 1, version: '9.8.7', lastSeenAt: '2026-01-02T03:04:05.000Z' };
    return [{ id: 'w1', host: 'box', roles: ['executor'], models, ...at }];
  }

  async models(): Promise<ModelView[]> {
    const seen = { healthy: true, loaded: null, latency_ms: 3, detail: 'ok' };
    const at = { provider: 'ollama' as const, base_url: 'http://127.0.0.1:11434', tier: 1 as const };
    const known = { context_window: 8192, profile: null, stats: [], as_verifier: [] };
    return [{ name: 'small', model: 'qwen', roles: ['executor'], ...at, ...seen, ...known }];
  }
}

export class ScriptedHealth extends Health {
  view: HealthView = {
    status: 'ok',
    version: '9.8.7',
    redis: 'ok',
    database: 'ok',
    workers: { executor: 1 },
    queues: { 'loom-plan': { waiting: 0, active: 0, failed: 0 } },
  };

  async check(): Promise<HealthView> {
    return this.view;
  }
}

export class ScriptedMetrics extends Metrics {
  async text({ streams }: { streams: number }): Promise<{ type: string; text: string }> {
    return { type: 'text/plain; version=0.0.4; charset=utf-8', text: `loom_sse_readers ${streams}\n` };
  }
}

export class ScriptedTools extends ToolCatalogue {
  tools(): ToolView[] {
    const parameters = { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] };
    return [{ name: 'read_file', description: 'Read', parameters, mutating: false, timeout_seconds: 10 }];
  }
}

export class ScriptedHandOut extends HandOut {
  async settings(): Promise<JoinAnswer> {
    const redis = { via: 'withheld' as const };
    const about = { version: '9.8.7', protocol: WORKER_PROTOCOL, prefix: 'loom', mark: null, keysWithheld: [] };
    return { ...about, redis, models: [], verification: {} };
  }

  connectRedis(): Duplex {
    throw new Error('not part of these specs');
  }
}
