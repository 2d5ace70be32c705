import { randomUUID } from 'node:crypto';
import { Worker } from 'bullmq';
import { describe, expect, it } from 'vitest';
import { jobId, queueName, type StageJob } from '#contracts';
import { LoomError } from '#domain';
import { TryLater, workerConnection } from './index.js';
import {
  collect,
  dispatcher,
  failed,
  later,
  newJob,
  newRedis,
  rawQueue,
  redis,
  useRedis,
  worker,
} from './queues.fixture.js';

useRedis();

describe('StageWorker', () => {
  it('fails a job that cannot be read without trying it again', async () => {
    const prefix = randomUUID();
    let runs = 0;
    const { made } = worker(prefix, async () => void runs++);
    const queue = rawQueue(prefix);
    for (const data of [{ stage: 'execute', taskId: 'no uuid' }, { ...newJob({ stage: 'plan' }) }, 'text']) {
      const failure = failed(made);
      const job = await queue.add('x', data, { attempts: 5 });
      expect((await failure).name).toBe('UnrecoverableError');
      expect(await job.getState()).toBe('failed');
    }
    expect(runs).toBe(0);
  });

  it('tries a failed job again, but not after an error that is final', async () => {
    class Final extends LoomError {
      readonly code = 'final';
    }
    const prefix = randomUUID();
    const queues = await dispatcher(prefix);
    const runs: string[] = [];
    const again = collect<string>(2);
    const { made } = worker(prefix, async (job) => {
      runs.push(job.subtaskId ?? '');
      if (job.subtaskId === 'final') throw new Final('no');
      again.add('ran');
      if (runs.filter((id) => id === 'once').length < 2) throw new Error('once more');
    });
    const failure = failed(made);
    await queues.send([newJob({ subtaskId: 'final' })]);
    expect((await failure).message).toBe('final: no');
    await queues.send([newJob({ subtaskId: 'once' })]);
    await again.all;
    expect(runs).toEqual(['final', 'once', 'once']);
  });

  it('offers a job again after TryLater, using up no attempt', async () => {
    const prefix = randomUUID();
    const queues = await dispatcher(prefix);
    const runs = collect<number>(8);
    let count = 0;
    worker(prefix, async () => {
      runs.add(++count);
      if (count < 8) throw new TryLater(20);
    });
    await queues.send([newJob()]);
    expect(await runs.all).toHaveLength(8);
  });

  it('puts running jobs back for another worker when it closes before they end', async () => {
    const prefix = randomUUID();
    const queues = await dispatcher(prefix);
    const started = collect<StageJob>(1);
    const first = worker(prefix, (job, signal) => {
      started.add(job);
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    });
    const job = newJob();
    await queues.send([job]);
    await started.all;
    expect(first.made.active).toBe(1);
    await first.made.close(50);
    expect((await queues.counts()).execute).toMatchObject({ waiting: 1, active: 0 });
    const taken = collect<StageJob>(1);
    worker(prefix, async (again) => taken.add(again));
    expect((await taken.all)[0]).toMatchObject(job);
  });

  it('lets running jobs end when they do so in time, and takes no new ones', async () => {
    const prefix = randomUUID();
    const queues = await dispatcher(prefix);
    const started = collect<StageJob>(1);
    let finish = (): void => undefined;
    const seen: string[] = [];
    const { made } = worker(
      prefix,
      (job) => {
        seen.push(job.subtaskId ?? '');
        started.add(job);
        return new Promise<void>((resolve) => (finish = resolve));
      },
      { concurrency: 1 },
    );
    const [one, two] = [newJob({ subtaskId: 'one' }), newJob({ subtaskId: 'two' })];
    await queues.send([one, two]);
    await started.all;
    const closed = made.close(10_000);
    finish();
    await closed;
    expect(seen).toEqual(['one']);
    expect(await queues.missing([one, two])).toEqual([one]);
  });

  it('takes over the job of a worker whose lock ran out', async () => {
    const prefix = randomUUID();
    const queues = await dispatcher(prefix);
    // A worker that died while it held the job: it took it, and never renews.
    const dead = new Worker(queueName('execute'), null, {
      connection: workerConnection(redis.url),
      prefix,
      autorun: false,
      lockDuration: 300,
      skipStalledCheck: true,
      skipLockRenewal: true,
    });
    dead.on('error', () => undefined);
    later(() => dead.close(true));
    const job = newJob();
    await queues.send([job]);
    expect(await dead.getNextJob('dead')).toBeDefined();
    const taken = collect<StageJob>(1);
    const { notices } = worker(prefix, async (again) => taken.add(again));
    expect((await taken.all)[0]).toMatchObject(job);
    expect(notices).toContainEqual(expect.objectContaining({ did: 'job_stalled', jobId: jobId(job) }));
  });

  it('loses nothing and goes on by itself when Redis is killed under load', async () => {
    const own = newRedis();
    later(() => own.end());
    await own.start();
    const queues = await dispatcher('loom', own.url);
    const total = 400;
    const jobs = Array.from({ length: total }, (_, i) => newJob({ subtaskId: `s${i}` }));
    const ran = new Set<string>();
    const half = collect<string>(total / 2);
    const all = collect<string>(total);
    const { notices } = worker(
      'loom',
      async (job) => {
        const id = job.subtaskId ?? '';
        if (ran.has(id)) return;
        ran.add(id);
        half.add(id);
        all.add(id);
      },
      { url: own.url },
    );
    const accepted: StageJob[] = [];
    const sending = (async (): Promise<void> => {
      for (const job of jobs) {
        // What was refused is sent again, as the sweeper does.
        while (
          !(await queues.send([job]).then(
            () => true,
            () => false,
          ))
        )
          await queues.ready();
        accepted.push(job);
      }
    })();
    await half.all;
    await own.kill();
    await own.start();
    await sending;
    // A kill may take back what Redis had just accepted: that is sent again, too, and is there once.
    await queues.send(jobs);
    await all.all;
    expect(accepted).toHaveLength(total);
    expect(ran.size).toBe(total);
    const told = notices.filter((notice) => notice.did.startsWith('redis_')).map((notice) => notice.did);
    // Each of its lines can be lost by itself on a busy machine.
    expect(told.join(' ')).toMatch(/^redis_lost redis_back(?: redis_lost redis_back)?$/);
  });

  it('closes within its time while Redis is away', async () => {
    const own = newRedis();
    later(() => own.end());
    await own.start();
    const { made } = worker('loom', async () => undefined, { url: own.url });
    await made.ready();
    await own.kill();
    const began = performance.now();
    await made.close(200);
    expect(performance.now() - began).toBeLessThan(7_000);
  });
});
