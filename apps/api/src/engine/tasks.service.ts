import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { LoomConfig } from '#config';
import {
  KeyReused,
  QueueUnavailable,
  retryTask,
  standingLandings,
  StateForbids,
  UnknownSubtask,
  UnknownTask,
  type Dispatcher,
  type StoreReport,
  type TaskRecord,
  type TaskStore,
  type TreeStore,
  type Wish,
} from '#conductor';
import type { ApprovalView, CreateTaskBody, RevertAnswer, RevertBody, TaskCreated } from '#contracts';
import { assertNever, isTaskEnded } from '#domain';
import { type Conductor } from './conductor.service.js';
import { type HeadWork } from './head-work.js';
import { IN_PLACE_NOTICE } from './in-place.js';
import type { EventBus } from '#events';
import { toPendingApproval } from './pending-approval.js';
import { revertAnswer } from './revert-answer.js';
import { Tasks } from './tasks.port.js';
import { type Upkeep } from './upkeep.js';

const REDIS_PATIENCE_MS = 1000;
const WISHED = { run: 'resumed', pause: 'paused', cancel: 'cancelled' } as const satisfies Record<Wish, string>;

export class TasksService extends Tasks {
  constructor(
    private readonly store: TaskStore,
    private readonly trees: TreeStore,
    private readonly dispatcher: Dispatcher,
    private readonly conductor: Conductor,
    private readonly headWork: HeadWork,
    private readonly events: EventBus,
    private readonly config: LoomConfig,
    private readonly upkeep: Upkeep,
  ) {
    super();
  }

  async create(body: CreateTaskBody, idempotencyKey: string | null): Promise<TaskCreated & { created: boolean }> {
    // Refused at once rather than accepted and left lying; what is saved already goes on by itself.
    if (!(await this.dispatcher.isReachable(REDIS_PATIENCE_MS))) throw new QueueUnavailable();
    const id = randomUUID();
    // A request that comes again names the same folder, so that it leaves none behind.
    const name = idempotencyKey === null ? id : sha256(idempotencyKey).slice(0, 32);
    const { workspaceId, path } = await this.trees.register(await this.workspaceFor(body.workspace, name));
    const metadata = body.metadata ?? {};
    const threshold = metadata['confidence_threshold'];
    const answer = await this.store.createTask(
      {
        id,
        goal: body.goal,
        workspaceId,
        workspacePath: path,
        context: body.context ?? {},
        metadata,
        approvalMode: body.approval_mode ?? 'auto',
        confidenceThreshold:
          typeof threshold === 'number' && threshold >= 0 && threshold <= 1
            ? threshold
            : this.config.execution.autoApproveConfidenceThreshold,
        callbackUrl: body.callback_url ?? null,
        protected: body.protected ?? [],
        priority: body.priority ?? 5,
        limits: {
          tokens: body.limits?.tokens ?? this.config.execution.maxTaskTokens ?? null,
          modelCalls: body.limits?.model_calls ?? null,
          seconds: body.limits?.seconds ?? null,
        },
        idempotencyKey,
        bodyHash: idempotencyKey === null ? null : sha256(canonical(body)),
      },
      [{ type: 'task_created', data: { goal: body.goal, workspace: path, ...this.modeNotice() } }],
    );
    if (answer.kind === 'exists') {
      if (!answer.sameBody) throw new KeyReused(answer.taskId);
      return { task_id: answer.taskId, status: answer.status, message: 'This task exists already.', created: false };
    }
    this.events.publish(answer.events);
    this.advance(id);
    return { task_id: id, status: 'pending', message: 'Task created; planning starts.', created: true };
  }

  cancel(taskId: string): Promise<void> {
    return this.wish(taskId, 'cancel');
  }

  pause(taskId: string): Promise<void> {
    return this.wish(taskId, 'pause');
  }

  resume(taskId: string): Promise<void> {
    return this.wish(taskId, 'run');
  }

  async retry(taskId: string, subtaskId?: string): Promise<void> {
    const task = await this.known(taskId);
    if (task.status !== 'failed')
      throw new StateForbids(taskId, `only a failed task can be retried; this one is ${task.status}`);
    for (;;) {
      const state = await this.store.state(taskId);
      if (!state) throw new UnknownTask(taskId);
      if (subtaskId !== undefined && !state.subtasks.some((s) => s.id === subtaskId))
        throw new UnknownSubtask(taskId, subtaskId);
      const commit = retryTask(state, this.store.now(), subtaskId);
      if (!commit)
        throw new StateForbids(
          taskId,
          `${subtaskId === undefined ? 'the task' : `the subtask "${subtaskId}"`} has not failed`,
        );
      const done = await this.store.commit(taskId, state.revision, commit);
      if (done.kind === 'outdated') continue;
      this.events.publish(done.events);
      return this.conductor.advance(taskId);
    }
  }

  async steer(taskId: string, instruction: string): Promise<void> {
    const task = await this.known(taskId);
    this.refuseEnded(task, 'steered');
    const events = await this.store.addInstruction(
      taskId,
      { subtaskId: null, text: instruction, kind: 'steer' },
      { type: 'steer_instruction', data: { instruction } },
    );
    // It may have ended in the very moment of asking.
    if (events === null) return this.refuseEnded(await this.known(taskId), 'steered');
    this.events.publish(events);
  }

  async feedback(taskId: string, feedback: string, subtaskId?: string): Promise<void> {
    await this.known(taskId);
    if (subtaskId !== undefined && !(await this.store.subtask(taskId, subtaskId)))
      throw new UnknownSubtask(taskId, subtaskId);
    const events = await this.store.addInstruction(
      taskId,
      { subtaskId: subtaskId ?? null, text: feedback, kind: 'feedback' },
      { type: 'feedback_received', ...(subtaskId === undefined ? {} : { subtaskId }), data: { feedback } },
    );
    this.events.publish(events ?? []);
  }

  async approval(taskId: string, subtaskId: string): Promise<ApprovalView | null> {
    const task = await this.known(taskId);
    const subtask = await this.store.subtask(taskId, subtaskId);
    if (!subtask) throw new UnknownSubtask(taskId, subtaskId);
    const waits = toPendingApproval(subtask);
    if (waits === null) return null;
    const { asked } = subtask;
    const diff =
      asked?.about === 'landing' ? await this.trees.diff(task.workspaceId, asked.base, asked.head, {}) : null;
    return { ...waits, diff };
  }

  async approve(taskId: string, subtaskId: string, approved: boolean, reason?: string, hash?: string): Promise<void> {
    await this.known(taskId);
    if (!(await this.store.subtask(taskId, subtaskId))) throw new UnknownSubtask(taskId, subtaskId);
    const data = {
      approved,
      by: 'person',
      ...(reason === undefined ? {} : { reason }),
      ...(hash === undefined ? {} : { hash }),
    };
    const event = { type: 'approval_received', subtaskId, data } as const;
    const { ok, events } = await this.store.answerApproval(taskId, subtaskId, approved, reason ?? null, [event], hash);
    const now = ok ? undefined : await this.store.subtask(taskId, subtaskId);
    if (now && hash !== undefined && toPendingApproval(now) !== null)
      throw new StateForbids(taskId, `what waits at the subtask "${subtaskId}" is not what you saw; look at it again`);
    if (!ok) throw new StateForbids(taskId, `nothing waits for approval at the subtask "${subtaskId}"`);
    this.events.publish(events);
    await this.conductor.advance(taskId);
  }

  async revert(taskId: string, body: RevertBody): Promise<RevertAnswer> {
    const { subtask_id: subtaskId, path, redo = false, on_conflict: onConflict = 'abort' } = body;
    const task = await this.known(taskId);
    if (subtaskId !== undefined && !(await this.store.subtask(taskId, subtaskId)))
      throw new UnknownSubtask(taskId, subtaskId);
    if (!redo && !isTaskEnded(task.status) && subtaskId === undefined && path === undefined)
      throw new StateForbids(taskId, 'the task still runs; cancel it first, then revert it');
    const attemptId = await this.store.startRevert(taskId, {
      ...(subtaskId === undefined ? {} : { subtaskId }),
      ...(path === undefined ? {} : { path }),
      ...(redo ? { redo } : {}),
      onConflict,
    });
    this.headWork.poke(taskId, (id) => this.conductor.advance(id));
    const attempt = await this.headWork.ended(attemptId);
    await this.conductor.advance(taskId);
    return revertAnswer(taskId, onConflict, attempt.stage === 'revert' ? attempt.outcome : null);
  }

  tidy(dryRun: boolean): Promise<readonly StoreReport[]> {
    return this.upkeep.tidy(dryRun);
  }

  async diff(taskId: string, { path, subtaskId }: { path?: string; subtaskId?: string }): Promise<string> {
    const task = await this.known(taskId);
    if (subtaskId !== undefined && !(await this.store.subtask(taskId, subtaskId)))
      throw new UnknownSubtask(taskId, subtaskId);
    const landings = standingLandings(await this.store.landings(taskId), subtaskId);
    const of = path === undefined ? {} : { path };
    // One diff a landing: what the user or another task changed in between is not the task's.
    const parts = await Promise.all(
      landings.map(({ before, commit, except = [] }) =>
        this.trees.diff(task.workspaceId, before, commit, { ...of, except }),
      ),
    );
    return parts.join('');
  }

  /** Nothing for the usual mode. */
  private modeNotice(): { mode?: string; notice?: string } {
    const { mode } = this.config.workspace;
    return mode === 'in_place' ? { mode, notice: IN_PLACE_NOTICE } : {};
  }

  private async workspaceFor(wanted: string | undefined, name: string): Promise<string> {
    if (wanted !== undefined) return resolve(this.config.workspace.defaultPath, wanted);
    const path = join(this.config.workspace.scratchDir, 'workspaces', name);
    // The asynchronous one takes a full disk for a folder that is not there.
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return path;
  }

  private async known(taskId: string): Promise<TaskRecord> {
    const task = await this.store.task(taskId);
    if (!task) throw new UnknownTask(taskId);
    return task;
  }

  private async wish(taskId: string, wish: Wish): Promise<void> {
    for (;;) {
      const answer = await this.store.wish(taskId, wish);
      switch (answer) {
        case 'taken':
          return this.conductor.advance(taskId);
        case 'unsettled':
          await this.conductor.advance(taskId);
          break;
        case 'ended': {
          const task = await this.known(taskId);
          if (wish === 'cancel' && task.status === 'cancelled') return;
          // Unless it is tried again by now.
          this.refuseEnded(task, WISHED[wish]);
          break;
        }
        case 'cancelling':
          throw new StateForbids(taskId, `the task is being cancelled and cannot be ${WISHED[wish]}`);
        case 'unknown':
          throw new UnknownTask(taskId);
        default:
          assertNever(answer);
      }
    }
  }

  private refuseEnded(task: TaskRecord, what: string): void {
    if (isTaskEnded(task.status)) throw new StateForbids(task.id, `the task is ${task.status} and cannot be ${what}`);
  }

  private advance(taskId: string): void {
    // The sweeper does it again should this fail.
    void this.conductor.advance(taskId).catch(() => undefined);
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** JSON with sorted keys: equal bodies give equal text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
