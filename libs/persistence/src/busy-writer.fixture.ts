import type { NewMemory } from '#conductor';
import type { NewEvent } from '#contracts';
import { commitOf, newTask, subtaskOf } from '#testing';
import { openDatabase } from './open-database.js';
import { SqlTaskStore } from './sql-task-store.js';
import { event, execution, note, writeOf } from './store.fixture.js';

const MEMORIES = 50;
const EVENTS = 100;
const memoryOf = (summary: string): NewMemory => ({
  type: 'discovery',
  summary,
  detail: '',
  tags: [],
  relevanceTo: [],
  subtaskId: null,
  verified: false,
  commit: null,
});

/** Decides and writes without end, until it is killed. Each event says what its transaction did to the projections. */
const store = new SqlTaskStore(
  await openDatabase(JSON.parse(process.argv[2] as string) as { path: string; url?: string }),
);
const task = newTask();
await store.createTask(task, [event('task_created')]);
process.stdout.write(`${task.id}\n`);

for (let round = 1; ; round++) {
  const state = await store.state(task.id);
  const first = state?.status === 'pending';
  // Whoever kills on hearing this comes in the midst of the transaction that follows.
  process.stdout.write('.');
  await store.commit(
    task.id,
    state?.revision ?? -1,
    commitOf({
      task: first ? { status: 'planning', planVersion: 1, advances: round } : { advances: round },
      newSubtasks: [subtaskOf(`step-${round}`, { position: round })],
      newAttempts: [execution(`step-${round}`)],
      settled: state?.attempts.map(({ id }) => id) ?? [],
      // Much of it, so that a kill most often comes in the midst of a transaction.
      memory: Array.from({ length: MEMORIES }, (_, n) => memoryOf(`what round ${round} learned, ${n}`)),
      events: [
        event('subtask_started', { round }),
        ...Array<NewEvent>(EVENTS).fill(event('task_executing', { round })),
      ],
    }),
  );
  const attemptId = `execute.${task.id}.step-${round}.1`;
  await store.claim({ attemptId, epoch: 1 }, 'w', 't', 60_000);
  const lease = { attemptId, epoch: 1, token: 't', ttlMs: 60_000 };
  for (let n = 1; n <= 3; n++) {
    await store.write(lease, writeOf({ entries: [note(n)], events: [event('model_invocation')], modelCalls: 1 }), 0);
  }
  const failure = { code: 'stuck', because: 'x', retryable: false } as const;
  await store.finish(lease, { kind: 'failed', failure }, writeOf({ events: [event('subtask_failed')] }));
}
