import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { QueueUnavailable } from '#conductor';
import { jobId, queueName, type StageJob } from '#contracts';
import { LoomError, type Stage } from '#domain';
import { Relay } from '#testing';
import {
  BullDispatcher,
  bullPriority,
  createStageWorker,
  producerConnection,
  redisAddress,
  redisHealth,
  TryLater,
  workerConnection,
  type StageHandler,
  type StageWorker,
  type StageWorkerNotice,
} from './index.js';

/** A Redis of this spec's own, on a socket in a folder of its own. */
class TestRedis {
  readonly dir = mkdtempSync(join(tmpdir(), 'loom-queues-'));
  readonly url = `unix://${join(this.dir, 'r.sock')}`;
  private child: ChildProcess | null = null;

  async start(): Promise<void> {
    const settings = ['--port', '0', '--unixsocket', join(this.dir, 'r.sock'), '--dir', this.dir, '--save', ''];
    this.child = spawn('redis-server', [...settings, '--appendonly', 'yes'], { stdio: 'ignore' });
    for (;;) if ((await redisHealth(this.url, 1_000)).ok) return;
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    this.child = null;
    if (child === null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }

  async remove(): Promise<void> {
    await this.kill('SIGKILL');
    rmSync(this.dir, { recursive: true, force: true });
  }
}

const redis = new TestRedis();
beforeAll(() => redis.start());
afterAll(() => redis.remove());

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const newJob = (over: Partial<StageJob> = {}): StageJob => ({
  stage: 'execute',
  taskId: randomUUID(),
  subtaskId: 'a',
  attempt: 1,
  epoch: 1,
  ...over,
});

async function dispatcher(prefix: string, url = redis.url): Promise<BullDispatcher> {
  const made = new BullDispatcher({ url, prefix });
  closers.push(() => made.close());
  await made.ready();
  return made;
}

function worker(prefix: string, handle: StageHandler, over: Partial<Parameters<typeof createStageWorker>[0]> = {}) {
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
  closers.push(() => made.close(0));
  return { made, notices };
}

function rawQueue(prefix: string, stage: Stage = 'execute'): Queue {
  const queue = new Queue(queueName(stage), { connection: producerConnection(redis.url), prefix });
  queue.on('error', () => undefined);
  closers.push(() => queue.close());
  return queue;
}

/** Resolves with each value once `count` of them were given. */
function collect<T>(count: number): { add: (value: T) => void; all: Promise<T[]> } {
  const values: T[] = [];
  let done: (values: T[]) => void;
  const all = new Promise<T[]>((resolve) => (done = resolve));
  return { all, add: (value) => values.push(value) === count && done(values) };
}

const failed = (made: StageWorker): Promise<Error> =>
  new Promise((resolve) =>
    (made as unknown as { worker: Worker }).worker.once('failed', (_job, error) => resolve(error)),
  );

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
    const own = new TestRedis();
    closers.push(() => own.remove());
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
    const own = new TestRedis();
    closers.push(() => own.remove());
    const changes: boolean[] = [];
    const early = new BullDispatcher({
      url: own.url,
      prefix: 'loom',
      onReachable: (reachable) => changes.push(reachable),
    });
    closers.push(() => early.close());
    const began = performance.now();
    await expect(early.send([newJob()])).rejects.toBeInstanceOf(QueueUnavailable);
    expect(await early.isReachable()).toBe(false);
    expect(performance.now() - began).toBeLessThan(500);

    await own.start();
    expect(await early.ready()).toBe(true);
    const job = newJob();
    await early.send([job]);
    await own.kill('SIGKILL');
    await expect(early.send([newJob()])).rejects.toMatchObject({ code: 'queue_unavailable', retryable: true });
    await expect(early.counts()).rejects.toBeInstanceOf(QueueUnavailable);
    expect(await early.ready(50)).toBe(false);

    await own.start();
    expect(await early.ready()).toBe(true);
    expect(await early.missing([job])).toEqual([]);
    expect(changes).toEqual([false, true, false, true]);
  });
});

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
    closers.push(() => dead.close(true));
    const job = newJob();
    await queues.send([job]);
    expect(await dead.getNextJob('dead')).toBeDefined();
    const taken = collect<StageJob>(1);
    const { notices } = worker(prefix, async (again) => taken.add(again));
    expect((await taken.all)[0]).toMatchObject(job);
    expect(notices).toContainEqual(expect.objectContaining({ did: 'job_stalled', jobId: jobId(job) }));
  });

  it('loses nothing and goes on by itself when Redis is killed under load', async () => {
    const own = new TestRedis();
    closers.push(() => own.remove());
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
    await own.kill('SIGKILL');
    await own.start();
    await Promise.all([sending, all.all]);
    expect(accepted).toHaveLength(total);
    expect(ran.size).toBe(total);
    const told = notices.filter((notice) => notice.did.startsWith('redis_')).map((notice) => notice.did);
    expect(told).toEqual(['redis_lost', 'redis_back']);
  });

  it('closes within its time while Redis is away', async () => {
    const own = new TestRedis();
    closers.push(() => own.remove());
    await own.start();
    const { made } = worker('loom', async () => undefined, { url: own.url });
    await made.ready();
    await own.kill('SIGKILL');
    const began = performance.now();
    await made.close(200);
    expect(performance.now() - began).toBeLessThan(7_000);
  });
});

describe('a line that is dead though nothing closes it', () => {
  let relay: Relay;
  beforeEach(async () => {
    relay = await Relay.to({ path: join(redis.dir, 'r.sock') });
    closers.push(() => relay.close());
  });
  const url = (): string => `redis://127.0.0.1:${relay.port}`;

  it('is noticed by a worker that waits, which takes the next job over a new one', async () => {
    const queues = await dispatcher('dead-1');
    const ran = collect<string>(1);
    const { made, notices } = worker('dead-1', async (job) => ran.add(jobId(job)), { url: url(), silenceMs: 600 });
    await made.ready();
    relay.hush();
    const job = newJob();
    await queues.send([job]);
    expect(await ran.all).toEqual([jobId(job)]);
    const told = notices.map((notice) => notice.did).filter((did) => did.startsWith('redis_'));
    expect(told.slice(0, 2)).toEqual(['redis_lost', 'redis_back']);
  });

  it('is not seen where a job is to be offered again only after a longer time', async () => {
    const queues = await dispatcher('dead-3');
    const runs = collect<number>(2);
    let count = 0;
    const handle = async (): Promise<void> => {
      runs.add(++count);
      if (count === 1) throw new TryLater(2_000);
    };
    const { notices } = worker('dead-3', handle, { silenceMs: 600 });
    await queues.send([newJob()]);
    await runs.all;
    expect(notices).toEqual([]);
  });

  it('is noticed by whoever asks, who is answered over a new one', async () => {
    const queues = new BullDispatcher({ url: url(), prefix: 'dead-2', silenceMs: 300 });
    closers.push(() => queues.close());
    await queues.ready();
    relay.hush();
    const job = newJob();
    await queues.send([job]);
    expect(await queues.missing([job])).toEqual([]);
  });
});

describe('connections', () => {
  it.each([
    ['redis://h', { host: 'h', port: 6379 }],
    ['redis://u:p%40w@h:1/3', { host: 'h', port: 1, db: 3, username: 'u', password: 'p@w' }],
    ['redis://:pw@[::1]:7', { host: '::1', port: 7, password: 'pw' }],
    ['rediss://h', { host: 'h', port: 6379, tls: { servername: 'h' } }],
    ['unix:///run/a%20b.sock', { path: '/run/a b.sock' }],
    ['unix:///run/r.sock?db=2', { path: '/run/r.sock', db: 2 }],
  ])('reads %s', (url, expected) => expect(redisAddress(url)).toEqual(expected));

  it.each(['http://h', 'redis://', 'redis://h/x', 'nonsense', 'unix:'])('refuses %s', (url) => {
    expect(() => redisAddress(url)).toThrow(LoomError);
  });

  it('tells whether Redis answers, with its version or the reason', async () => {
    expect(await redisHealth(redis.url)).toMatchObject({ ok: true, version: expect.stringMatching(/^\d+\./) });
    expect(await redisHealth('unix:///nowhere/r.sock')).toEqual({ ok: false, because: 'there is no such socket' });
    expect(await redisHealth('redis://127.0.0.1:1')).toEqual({ ok: false, because: 'the connection was refused' });
  });
});
