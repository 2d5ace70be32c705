import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  freshSubtask,
  type LeaseWrite,
  type NewAttempt,
  type NewTask,
  type SubtaskState,
  type TaskCommit,
} from '#conductor';
import type { AttemptEntry, Lease, NewEvent } from '#contracts';
import { openDatabase } from './open-database.js';
import { SqliteTaskStore } from './sqlite-task-store.js';

/** A store on a file of its own and a clock that moves when told. */
export class StoreFixture {
  private constructor(
    readonly store: SqliteTaskStore,
    readonly path: string,
    readonly clock: { now: number },
    private readonly folder: string,
  ) {}

  static async open(): Promise<StoreFixture> {
    const folder = mkdtempSync(join(tmpdir(), 'loom-store-'));
    const path = join(folder, 'data', 'loom.db');
    const clock = { now: Date.parse('2026-01-02T03:04:05.000Z') };
    const store = new SqliteTaskStore(await openDatabase({ path }), { now: () => clock.now });
    return new StoreFixture(store, path, clock, folder);
  }

  async task(over: Partial<NewTask> = {}): Promise<string> {
    const task = newTask(over);
    await this.store.createTask(task, [{ type: 'task_created' }]);
    return task.id;
  }

  /** Commits on the state as it is now. */
  async commit(taskId: string, over: Partial<TaskCommit>) {
    const state = await this.store.state(taskId);
    return this.store.commit(taskId, state?.revision ?? -1, commitOf(over));
  }

  /** A task at work with one executor's attempt in the queue. */
  async executing(over: Partial<NewTask> = {}): Promise<{ taskId: string; attemptId: string }> {
    const taskId = await this.task(over);
    await this.commit(taskId, { task: { status: 'planning' } });
    await this.commit(taskId, {
      task: { status: 'executing', planVersion: 1 },
      newSubtasks: [subtaskOf('parse')],
      newAttempts: [execution('parse')],
    });
    return { taskId, attemptId: `execute.${taskId}.parse.1` };
  }

  async claimed(over: Partial<NewTask> = {}): Promise<{ taskId: string; lease: Lease }> {
    const { taskId, attemptId } = await this.executing(over);
    return { taskId, lease: await this.claim(attemptId) };
  }

  async claim(attemptId: string, epoch = 1, token = 'token-a'): Promise<Lease> {
    const claimed = await this.store.claim({ attemptId, epoch }, 'worker-a', token, 6000);
    if (claimed.kind !== 'claimed') throw new Error(`not claimed: ${JSON.stringify(claimed)}`);
    return { attemptId, epoch: claimed.epoch, token, ttlMs: 6000 };
  }

  async close(): Promise<void> {
    await this.store.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const newTask = (over: Partial<NewTask> = {}): NewTask => ({
  id: randomUUID(),
  goal: 'write a parser',
  workspaceId: 'folder-1',
  workspacePath: '/home/user/folder',
  context: { language: 'TypeScript' },
  metadata: {},
  approvalMode: 'auto',
  confidenceThreshold: 0.8,
  callbackUrl: null,
  protected: ['*.lock'],
  priority: 5,
  limits: { tokens: null, modelCalls: null, seconds: null },
  idempotencyKey: null,
  bodyHash: null,
  ...over,
});

export const commitOf = (over: Partial<TaskCommit> = {}): TaskCommit => ({
  task: {},
  newSubtasks: [],
  subtasks: new Map(),
  newAttempts: [],
  settled: [],
  dropped: [],
  events: [],
  memory: [],
  landings: [],
  ...over,
});

export const subtaskOf = (id: string, over: Partial<SubtaskState> = {}): SubtaskState => ({
  ...freshSubtask(
    {
      id,
      description: `do ${id}`,
      dependsOn: [],
      modelTier: 1,
      verificationTier: 2,
      isCriticalPath: true,
      acceptanceCriteria: 'it works',
      expectedOutputs: ['a.txt'],
      checks: ['true'],
    },
    1,
    0,
  ),
  ...over,
});

export const execution = (subtaskId: string, number = 1, delayMs = 0): NewAttempt => ({
  stage: 'execute',
  subtaskId,
  number,
  planVersion: 1,
  input: { rung: { tier: 2, fresh: false, think: false, budget: 1 }, base: 'c0' },
  delayMs,
});

export const note = (n: number, text = `note ${n}`): AttemptEntry => ({
  n,
  at: '2026-01-02T03:04:05.000Z',
  kind: 'note',
  text,
});

export const writeOf = (over: Partial<LeaseWrite> = {}): LeaseWrite => ({
  entries: [],
  events: [],
  modelCalls: 0,
  toolCalls: 0,
  usage: null,
  head: null,
  ...over,
});

export const event = (type: NewEvent['type'], data?: Record<string, unknown>): NewEvent => ({
  type,
  ...(data === undefined ? {} : { data }),
});
