import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { QueueUnavailable } from '#conductor';
import { jobId, type StageJob } from '#contracts';
import { BullDispatcher, bullPriority, producerConnection } from './index.js';
import { collect, dispatcher, later, newJob, newRedis, useRedis, worker } from './queues.fixture.js';

useRedis();

describe('BullDispatcher', () => {
  it('adds one job however often it is sent', async () => {
    const prefix = randomUUID();
    const queues = await dispatcher(prefix);
    const job = newJob();
    await queues.send([job, job]);
    await Promise.all([queues.send([job]), queues.send([job])]);
    expect((await queues.counts()).execute).toEqual({ waiting: 1, active: 0, failed: 0 });
    await queues.send([newJob({ ...job, epoch: 2 })]);
    expect((await queues.counts()).execute.waiting).toBe(2);
  });

  it('does not run a finished job again on a repeated send, and does on a resend', async () => {
    const prefix = randomUUID();
    const queues = await dispatcher(prefix);
    const job = newJob();
    let runs = 0;
    const { made } = worker(prefix, async () => void runs++);
    const completed = (): Promise<unknown> => once((made as unknown as { worker: Worker }).worker, 'completed');
    const first = completed();
    await queues.send([job]);
    await first;
    await queues.send([job]);
    expect(await queues.missing([job])).toEqual([job]);
    expect(runs).toBe(1);
    const second = completed();
    await queues.resend([job]);
    await second;
    expect(runs).toBe(2);
  });

  it('says which jobs a flush of Redis took, and brings them back', async () => {
    const own = newRedis();
    later(() => own.end());
    await own.start();
    const queues = await dispatcher('loom', own.url);
    const jobs = [newJob(), newJob({ stage: 'plan' }), newJob({ stage: 'verify' })];
    await queues.send(jobs);
    expect(await queues.missing(jobs)).toEqual([]);
    const other = new Redis(producerConnection(own.url));
    other.on('error', () => undefined);
    await once(other, 'ready');
    await other.flushall();
    other.disconnect();
    expect((await queues.missing(jobs)).map(jobId).sort()).toEqual(jobs.map(jobId).sort());
    await queues.resend(jobs);
    expect(await queues.missing(jobs)).toEqual([]);
  });

  it('counts a running job as not missing and does not take it back', async () => {
    const prefix = randomUUID();
    const queues = await dispatcher(prefix);
    const [running, waiting] = [newJob(), newJob({ stage: 'plan' })];
    const started = collect<StageJob>(1);
    let finish = (): void => undefined;
    worker(prefix, (job) => {
      started.add(job);
      return new Promise<void>((resolve) => (finish = resolve));
    });
    await queues.send([running, waiting]);
    await started.all;
    expect(await queues.missing([running, waiting])).toEqual([]);
    expect(await queues.remove([running, waiting, newJob()])).toBe(1);
    expect((await queues.counts()).execute.active).toBe(1);
    expect((await queues.counts()).plan.waiting).toBe(0);
    finish();
  });

  it('lets tasks of higher priority go first', async () => {
    const prefix = randomUUID();
    const queues = await dispatcher(prefix);
    await queues.send(
      [0, 5, 9, undefined, 7].map((priority) => newJob({ priority, subtaskId: `p${priority ?? 'none'}` })),
    );
    const order = collect<string>(5);
    worker(prefix, async (job) => order.add(job.subtaskId ?? ''), { concurrency: 1 });
    expect(await order.all).toEqual(['p9', 'p7', 'p5', 'pnone', 'p0']);
    expect([bullPriority(9), bullPriority(0), bullPriority(undefined)]).toEqual([1, 10, 5]);
  });

  it('fails at once while Redis is away, and works again when it is back', async () => {
    const own = newRedis();
    later(() => own.end());
    const changes: boolean[] = [];
    const early = new BullDispatcher({
      url: own.url,
      prefix: 'loom',
      onReachable: (reachable) => changes.push(reachable),
    });
    later(() => early.close());
    const began = performance.now();
    await expect(early.send([newJob()])).rejects.toBeInstanceOf(QueueUnavailable);
    expect(await early.isReachable()).toBe(false);
    expect(performance.now() - began).toBeLessThan(500);

    await own.start();
    expect(await early.ready()).toBe(true);
    const job = newJob();
    await early.send([job]);
    await own.kill();
    await expect(early.send([newJob()])).rejects.toMatchObject({ code: 'queue_unavailable', retryable: true });
    await expect(early.counts()).rejects.toBeInstanceOf(QueueUnavailable);
    expect(await early.ready(50)).toBe(false);

    await own.start();
    expect(await early.ready()).toBe(true);
    expect(await early.missing([job])).toEqual([]);
    expect(changes).toEqual([false, true, false, true]);
  });
});
