import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshSubtask, type TaskCommit } from '#conductor';
import { openDatabase, SqlTaskStore } from '#persistence';
import { commitOf, newTask } from '#testing';

const RUNG = { tier: 2, fresh: false, think: false, budget: 1 } as const;

/** A store on a file of its own, whose clock moves when told, with tasks in the states specs start from. */
export class EngineStore {
  private constructor(
    readonly store: SqlTaskStore,
    readonly clock: { now: number },
    readonly folder: string,
  ) {}

  static async open(): Promise<EngineStore> {
    const folder = mkdtempSync(join(tmpdir(), 'loom-engine-'));
    const clock = { now: Date.parse('2026-01-02T03:04:05.000Z') };
    const store = new SqlTaskStore(await openDatabase({ path: join(folder, 'loom.db') }), { now: () => clock.now });
    return new EngineStore(store, clock, folder);
  }

  async task(): Promise<string> {
    const task = newTask({ workspacePath: this.folder });
    await this.store.createTask(task, [{ type: 'task_created', data: {} }]);
    return task.id;
  }

  /** A task whose folder is to be taken in. */
  async snapshotting(): Promise<{ taskId: string; attemptId: string }> {
    const taskId = await this.task();
    await this.commit(taskId, {
      task: { status: 'planning' },
      newAttempts: [{ stage: 'snapshot', subtaskId: null, number: 1, planVersion: 0, delayMs: 0, input: {} }],
    });
    return { taskId, attemptId: `snapshot.${taskId}._.1` };
  }

  /** A task whose plan waits for a planner; there is no tree yet that a planner could look at. */
  async planning(): Promise<{ taskId: string; attemptId: string }> {
    const taskId = await this.task();
    await this.commit(taskId, {
      task: { status: 'planning' },
      newAttempts: [
        {
          stage: 'plan',
          subtaskId: null,
          number: 1,
          planVersion: 0,
          delayMs: 0,
          input: { version: 1, rung: RUNG },
        },
      ],
    });
    return { taskId, attemptId: `plan.${taskId}._.1` };
  }

  /** A task whose one subtask waits for an executor. */
  async executing(): Promise<{ taskId: string; attemptId: string }> {
    const taskId = await this.task();
    await this.commit(taskId, { task: { status: 'planning' } });
    const spec = {
      id: 'parse',
      description: 'do it',
      dependsOn: [],
      modelTier: 3 as const,
      verificationTier: 2 as const,
      isCriticalPath: true,
      acceptanceCriteria: 'it works',
      expectedOutputs: [],
      checks: [],
    };
    await this.commit(taskId, {
      task: { status: 'executing', planVersion: 1 },
      newSubtasks: [freshSubtask(spec, 1, 0)],
      newAttempts: [
        {
          stage: 'execute',
          subtaskId: 'parse',
          number: 1,
          planVersion: 1,
          delayMs: 0,
          input: { rung: RUNG, base: 'c0' },
        },
      ],
    });
    return { taskId, attemptId: `execute.${taskId}.parse.1` };
  }

  /** What the outbox does: everything due is said to be on its way. */
  async sent(): Promise<void> {
    await this.store.markSent((await this.store.unsent(100)).map(({ id }) => id));
  }

  async eventTypes(taskId: string): Promise<string[]> {
    return (await this.store.eventsAfter(taskId, 0, 1000)).map((event) => event.type);
  }

  async close(): Promise<void> {
    await this.store.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async commit(taskId: string, over: Partial<TaskCommit>): Promise<void> {
    const revision = (await this.store.state(taskId))?.revision ?? -1;
    const answer = await this.store.commit(taskId, revision, commitOf(over));
    if (answer.kind !== 'committed') throw new Error('the state moved');
  }
}
