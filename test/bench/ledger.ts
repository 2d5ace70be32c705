import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { freshSubtask, type SubtaskState } from '#conductor';
import { MAX_SUBTASKS } from '#domain';
import { openDatabase, SqlTaskStore } from '#persistence';
import { commitOf, newTask } from '#testing';

const SMALL = 10;
const LARGE = 1000;
/** The most subtasks a plan may have. */
const LARGEST = MAX_SUBTASKS;
const WRITES = 2000;
const ROUNDS = 5;

/** A time in microseconds, or a ratio of two. */
export interface Figure {
  readonly name: string;
  readonly value: number;
}

/**
 * What an event costs in a small and in a large plan, and what the barest insert of a row costs on the same disk:
 * rounds are interleaved, so that a busy machine slows all of them alike, and the median counts.
 */
export async function measureLedger(): Promise<{ microseconds: Figure[]; ratios: Figure[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'loom-bench-'));
  const store = new SqlTaskStore(await openDatabase({ path: join(folder, 'loom.db') }));
  const bare = bareInsert(join(folder, 'bare.db'));
  try {
    const small = await planOf(store, SMALL);
    const large = await planOf(store, LARGE);
    const largest = await planOf(store, LARGEST);
    const cases: [name: string, once: (n: number) => unknown][] = [
      [`a worker's step with its event, ${SMALL} subtasks`, (n) => step(store, small, n)],
      [`a worker's step with its event, ${LARGE} subtasks`, (n) => step(store, large, n)],
      [`a decision with its event, ${SMALL} subtasks`, (n) => decide(store, small, n)],
      [`a decision with its event, ${LARGE} subtasks`, (n) => decide(store, large, n)],
      ['the bound: one prepared insert, one transaction', (n) => bare.insert(n)],
      [`the same decision with its plan read before it, ${SMALL} subtasks`, (n) => readAndDecide(store, small, n)],
      [`the same decision with its plan read before it, ${LARGEST} subtasks`, (n) => readAndDecide(store, largest, n)],
    ];
    const times = cases.map((): number[] => []);
    for (let round = 0; round < ROUNDS; round++) {
      for (const [index, [, once]] of cases.entries()) {
        const started = performance.now();
        for (let n = 1; n <= WRITES; n++) await once(round * WRITES + n);
        times[index]?.push(((performance.now() - started) * 1000) / WRITES);
      }
    }
    const medians = times.map(median);
    const at = (index: number) => medians[index] ?? NaN;
    return {
      microseconds: cases.map(([name], index) => ({ name, value: at(index) })),
      ratios: [
        { name: `step: ${LARGE} subtasks against ${SMALL}`, value: at(1) / at(0) },
        { name: `decision: ${LARGE} subtasks against ${SMALL}`, value: at(3) / at(2) },
        { name: `decision with its plan read: ${LARGEST} subtasks against ${SMALL}`, value: at(6) / at(5) },
        { name: 'step against the bound', value: at(0) / at(4) },
      ],
    };
  } finally {
    bare.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Plan {
  readonly taskId: string;
  readonly attemptId: string;
  revision: number;
}

async function planOf(store: SqlTaskStore, size: number): Promise<Plan> {
  const task = newTask();
  const taskId = task.id;
  await store.createTask(task, [{ type: 'task_created' }]);
  const newSubtasks = Array.from({ length: size }, (_, position) => subtask(position));
  const input = { rung: { tier: 1, fresh: false, think: false, budget: 1 }, base: 'c' } as const;
  const attempt = { stage: 'execute', subtaskId: 'step-0', number: 1, planVersion: 1, input, delayMs: 0 } as const;
  await store.commit(taskId, 0, commitOf({ task: { planVersion: 1 }, newSubtasks, newAttempts: [attempt] }));
  const attemptId = `execute.${taskId}.step-0.1`;
  await store.claim({ attemptId, epoch: 1 }, 'bench', 'token', 60_000);
  return { taskId, attemptId, revision: 2 };
}

function step(store: SqlTaskStore, plan: Plan, n: number) {
  return store.write(
    { attemptId: plan.attemptId, epoch: 1, token: 'token', ttlMs: 60_000 },
    {
      entries: [{ n, at: '2026-01-01T00:00:00.000Z', kind: 'note', text: 'x'.repeat(200) }],
      events: [{ type: 'tool_call_completed', subtaskId: 'step-0', data: { tool: 'read_file', success: true } }],
      modelCalls: 0,
      toolCalls: 1,
      usage: null,
      head: null,
    },
    0,
  );
}

async function decide(store: SqlTaskStore, plan: Plan, n: number): Promise<void> {
  const commit = commitOf({
    subtasks: new Map([['step-0', { inconclusive: n }]]),
    events: [{ type: 'subtask_retrying', subtaskId: 'step-0', data: { n } }],
  });
  await store.commit(plan.taskId, plan.revision++, commit);
}

/** As the conductor does: a decision looks over the whole plan once. */
async function readAndDecide(store: SqlTaskStore, plan: Plan, n: number): Promise<void> {
  await store.state(plan.taskId);
  await decide(store, plan, n);
}

function bareInsert(path: string): { insert: (n: number) => void; close: () => void } {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.exec('CREATE TABLE events (sequence integer PRIMARY KEY, data text NOT NULL)');
  const statement = db.prepare('INSERT INTO events (sequence, data) VALUES (?, ?)');
  const data = 'x'.repeat(300);
  return { insert: (n) => void statement.run(n, data), close: () => db.close() };
}

const subtask = (position: number): SubtaskState =>
  freshSubtask(
    {
      id: `step-${position}`,
      description: `Step ${position} of a plan whose steps say in a sentence what is to be done.`,
      dependsOn: position === 0 ? [] : [`step-${position - 1}`],
      modelTier: 1,
      verificationTier: 2,
      isCriticalPath: false,
      acceptanceCriteria: 'It is done.',
      expectedOutputs: [],
      checks: [],
    },
    1,
    position,
  );

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
