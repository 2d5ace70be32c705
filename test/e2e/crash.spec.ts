import { describe, expect, it } from 'vitest';
import type { WireEvent } from '#contracts';
import { ROLES, type Role } from '#domain';
import { memory } from '#testing';
import {
  countCalls,
  Hold,
  OwnRedis,
  startLoom,
  writesOwnFile,
  type At,
  type Story,
  type TestLoom,
} from './support/index.js';

const PLAN = ['one', { id: 'two', depends_on: ['one'] }];
const learn = ({ subtask }: At) => memory([{ summary: `Learned from ${subtask}` }]);
const story = (holds: readonly Hold[], more: Partial<Story> = {}): Story => ({
  plan: PLAN,
  work: writesOwnFile,
  learn,
  holds,
  ...more,
});

/** The task as if nothing had happened: done, each file and each landing once, no number left out. */
async function expectWhole(loom: TestLoom, id: string, files = () => loom.files()): Promise<WireEvent[]> {
  const task = await loom.ended(id, 60_000);
  expect(task).toMatchObject({ status: 'completed', error: null });
  expect(files()).toEqual({ 'one.txt': 'one\n', 'two.txt': 'two\n' });
  const events = await loom.events(id);
  expect(events.map((event) => event.sequence)).toEqual(events.map((_event, index) => index + 1));
  const landed = events.filter((event) => event.event_type === 'subtask_landed').map((event) => event.subtask_id);
  expect(landed).toEqual(['one', 'two']);
  expect(events.filter((event) => event.event_type === 'task_completed')).toHaveLength(1);
  expect(loom.model.unscripted).toEqual([]);
  return events;
}

/** Calls that were made more than once. */
const repeated = (calls: readonly At[]): Record<string, number> =>
  Object.fromEntries(Object.entries(countCalls(calls)).filter(([, times]) => times > 1));

describe('kill -9 of the whole server', () => {
  it('while a model call is held in each role repeats that call and no other', async () => {
    const loom = await startLoom({});
    const moments: [Role, string, number][] = [
      ['planner', '', 0],
      ['executor', 'one', 0],
      ['executor', 'one', 1],
      ['verifier', 'one', 0],
      ['extractor', 'one', 0],
      ['verifier', '', 0],
    ];
    const tasks = await Promise.all(
      moments.map(async (moment) => {
        const hold = Hold.on(...moment);
        const [role, subtask, turn] = moment;
        const task = await loom.begin(`held ${moment.join(' ')}`, story([hold]));
        await hold.reached();
        return { ...task, held: `${role} ${subtask || '-'} ${turn}` };
      }),
    );
    await loom.restart();
    for (const { id, files, calls, held } of tasks) {
      await expectWhole(loom, id, files);
      expect(repeated(calls())).toEqual({ [held]: 2 });
      expect(await loom.attempts(id, 'one')).toBe(1);
    }
  }, 90_000);

  it('right after a tool result, after a landing and after a verdict goes on from there', async () => {
    const loom = await startLoom({});
    const { id, files, calls } = await loom.begin('survive', story([]));
    await loom.until(id, 'tool_call_completed');
    await loom.restart();
    await loom.until(id, 'subtask_landed');
    await loom.restart();
    await loom.until(id, (event) => event.event_type === 'verification_passed' && event.subtask_id === 'two');
    await loom.restart();
    await expectWhole(loom, id, files);
    // At most the call that was under way at each of these moments.
    expect(Object.values(repeated(calls())).every((times) => times === 2)).toBe(true);
    expect(Object.keys(repeated(calls())).length).toBeLessThanOrEqual(3);
  }, 90_000);

  it('while work lands leaves whole files only', async () => {
    const files = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`many/f${n}.txt`, `before ${n}\n`]));
    const command = 'for f in many/*.txt; do sed -i s/before/after/ $f; done';
    const loom = await startLoom({
      files,
      story: {
        plan: ['only'],
        work: ({ turn }) =>
          turn === 0 ? { toolCalls: [{ name: 'shell_execute', arguments: { command } }] } : undefined,
      },
    });
    const id = await loom.submit('change many');
    await loom.until(id, 'verification_passed');
    await loom.kill();
    for (const text of Object.values(loom.files())) expect(text).toMatch(/^(before|after) \d+\n$/);
    await loom.restart();
    expect((await loom.ended(id)).status).toBe('completed');
    const after = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path, text.replace('before', 'after')]),
    );
    expect(loom.files()).toEqual(after);
    expect((await loom.call('POST', `/tasks/${id}/revert`, {})).status).toBe(200);
    expect(loom.files()).toEqual(files);
  }, 60_000);
});

describe('kill -9 of the private Redis', () => {
  it('under load stops nothing: it is started again and the work goes on', async () => {
    const held = Hold.on('executor', 'one', 1);
    const loom = await startLoom({ story: story([held]) });
    const id = await loom.submit('survive');
    await held.reached();
    const pid = loom.redisPid;
    process.kill(pid, 'SIGKILL');
    held.release();
    await loom.until(id, (event) => event.event_type === 'subtask_landed' && event.subtask_id === 'one');
    const second = loom.redisPid;
    expect(second).not.toBe(pid);
    process.kill(second, 'SIGKILL');
    await expectWhole(loom, id);
    expect(repeated(loom.calls())).toEqual({});
  }, 60_000);
});

describe('a Redis that does not answer', () => {
  it('is told as 503 with the reason while reads go on, and work goes on by itself when it answers again', async () => {
    const held = Hold.on('executor', 'one', 0);
    const loom = await startLoom({ story: story([held]) });
    const id = await loom.submit('survive');
    await held.reached();
    const pid = loom.redisPid;
    process.kill(pid, 'SIGSTOP');
    try {
      const refused = await loom.call('POST', '/tasks', { goal: 'not now', workspace: loom.workspace });
      expect(refused.status).toBe(503);
      expect(refused.text).toMatch(/Redis|queue/);
      const health = await loom.call<{ redis: string; database: string }>('GET', '/health');
      expect([health.status, health.body.redis, health.body.database]).toEqual([503, 'unreachable', 'ok']);
      // Nobody knows the workers then; that there are none would be another statement.
      expect((await loom.call('GET', '/workers')).status).toBe(503);
      expect((await loom.task(id)).status).toBe('executing');
      expect((await loom.call('GET', '/tasks')).status).toBe(200);
      expect((await loom.call('GET', `/tasks/${id}/subtasks`)).status).toBe(200);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    held.release();
    await expectWhole(loom, id);
    expect((await loom.call('POST', '/tasks', { goal: 'now', workspace: loom.workspace })).status).toBe(201);
  }, 120_000);
});

describe('a Redis that is gone with all it held', () => {
  it('is told as 503 with the reason while reads and steering go on; an empty one in its place has every job again within 15 s', async () => {
    const redis = await OwnRedis.start();
    const loom = await startLoom({
      story: story([]),
      config: { redis: { url: redis.url } },
      args: ['--roles', 'none'],
    });
    const id = await loom.submit('survive');
    const waiting = async (): Promise<number> => {
      const { body } = await loom.call<{ queues: Record<string, { waiting: number }> }>('GET', '/health');
      return body.queues['loom-plan']?.waiting ?? 0;
    };
    const until = async (count: number): Promise<void> => {
      // Nothing announces what is in a queue.
      for (const deadline = Date.now() + 15_000; (await waiting()) !== count;) {
        if (Date.now() > deadline) throw new Error(`not ${count} jobs within 15 s`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    };
    await until(1);
    await redis.kill();
    const refused = await loom.call('POST', '/tasks', { goal: 'not now', workspace: loom.workspace });
    expect([refused.status, refused.text]).toEqual([503, expect.stringContaining('Redis does not answer')]);
    const health = await loom.call<{ redis: string; database: string }>('GET', '/health');
    expect([health.status, health.body.redis, health.body.database]).toEqual([503, 'unreachable', 'ok']);
    for (const path of ['/tasks', `/tasks/${id}`, `/tasks/${id}/subtasks`, '/memory/search?q=x', '/metrics'])
      expect([path, (await loom.call('GET', path)).status]).toEqual([path, 200]);
    expect((await loom.call('GET', '/workers')).status).toBe(503);
    expect((await loom.call('PATCH', `/tasks/${id}`, { instruction: 'be quick' })).status).toBe(200);
    await redis.again();
    await until(1);
    await (await loom.spawn(['worker', ...ROLES, '--json'])).says(/"roles":/);
    await expectWhole(loom, id);
    expect(repeated(loom.calls())).toEqual({});
  }, 90_000);
});

describe('SIGTERM', () => {
  it('ends the server with 0 and leaves a task that goes on at the next start', async () => {
    const held = Hold.on('executor', 'one', 1);
    const loom = await startLoom({ story: story([held]) });
    const id = await loom.submit('survive');
    const request = await held.reached();
    const ended = await loom.stop();
    expect(ended.code).toBe(0);
    await request.aborted;
    await loom.serve();
    await expectWhole(loom, id);
    expect(repeated(loom.calls())).toEqual({ 'executor one 1': 2 });
  }, 60_000);
});
