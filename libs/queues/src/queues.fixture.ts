import { randomUUID } from 'node:crypto';
import { Queue, type Worker } from 'bullmq';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { queueName, type StageJob } from '#contracts';
import { type Stage } from '#domain';
import { TestRedis } from '#testing';
import {
  BullDispatcher,
  createStageWorker,
  producerConnection,
  type StageHandler,
  type StageWorker,
  type StageWorkerNotice,
} from './index.js';

/** Keeps what it was given over a kill. */
export const newRedis = (): TestRedis => new TestRedis(['--appendonly', 'yes']);

/** Of the file that runs. */
export let redis: TestRedis;
const closers: (() => Promise<unknown>)[] = [];
/** Called at the end of the test that runs, the last one first. */
export const later = (close: () => Promise<unknown>): void => void closers.push(close);

/** A Redis for a file of tests. */
export function useRedis(): void {
  beforeAll(async () => {
    redis = await newRedis().start();
  });
  afterAll(() => redis.end());
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });
}

export const newJob = (over: Partial<StageJob> = {}): StageJob => ({
  stage: 'execute',
  taskId: randomUUID(),
  subtaskId: 'a',
  attempt: 1,
  epoch: 1,
  ...over,
});

export async function dispatcher(prefix: string, url = redis.url): Promise<BullDispatcher> {
  const made = new BullDispatcher({ url, prefix });
  later(() => made.close());
  await made.ready();
  return made;
}

export function worker(
  prefix: string,
  handle: StageHandler,
  over: Partial<Parameters<typeof createStageWorker>[0]> = {},
) {
  const notices: StageWorkerNotice[] = [];
  const url = over.url ?? redis.url;
  const made = createStageWorker({
    stage: 'execute',
    prefix,
    concurrency: 4,
    handle,
    onNotice: (notice) => notices.push(notice),
    ...over,
    url,
  });
  later(() => made.close(0));
  return { made, notices };
}

export function rawQueue(prefix: string, stage: Stage = 'execute'): Queue {
  const queue = new Queue(queueName(stage), { connection: producerConnection(redis.url), prefix });
  queue.on('error', () => undefined);
  later(() => queue.close());
  return queue;
}

/** Resolves with each value once `count` of them were given. */
export function collect<T>(count: number): { add: (value: T) => void; all: Promise<T[]> } {
  const values: T[] = [];
  let done: (values: T[]) => void;
  const all = new Promise<T[]>((resolve) => (done = resolve));
  return { all, add: (value) => values.push(value) === count && done(values) };
}

export const failed = (made: StageWorker): Promise<Error> =>
  new Promise((resolve) =>
    (made as unknown as { worker: Worker }).worker.once('failed', (_job, error) => resolve(error)),
  );
