import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkerView } from '#contracts';
import { ROLES, type Role } from '#domain';
import {
  countCalls,
  freePort,
  Hold,
  OwnRedis,
  ROOT,
  startLoom,
  startRedis,
  writesOwnFile,
  type Program,
  type StartOptions,
  type Story,
  type TestLoom,
} from './support/index.js';

const PLAN = ['one', { id: 'two', depends_on: ['one'] }];
const DONE = { 'one.txt': 'one\n', 'two.txt': 'two\n' };
const story = (...holds: Hold[]): Story => ({ plan: PLAN, work: writesOwnFile, holds });

/** The API alone; workers are processes of their own. */
async function startHead(given: Story, redisUrl?: string, more: StartOptions = {}): Promise<TestLoom> {
  const url = redisUrl ?? (await startRedis());
  return startLoom({ ...more, story: given, config: { redis: { url } }, args: ['--roles', 'none'] });
}

async function startWorkers(loom: TestLoom, ...roles: Role[]): Promise<Program> {
  const worker = await loom.spawn(['worker', ...roles, '--json']);
  await worker.says(/"roles":/);
  return worker;
}

/** A worker app's own main, configured as an operator would: by file and environment. */
const startMain = (loom: TestLoom, role: Role): Promise<Program> =>
  loom.spawn([], { main: workerMain(role), env: { LOOM_CONFIG: loom.configPath } });

const workerMain = (role: Role): string => join(ROOT, 'dist', 'apps', `${role}-worker`, 'src', 'main.js');

describe('workers in processes of their own', () => {
  let redis: OwnRedis;
  let head: TestLoom;
  beforeAll(async () => {
    redis = await OwnRedis.ofManyTests();
    head = await startHead(story(), redis.url, { outlives: true });
  });
  afterAll(async () => {
    await head.close();
    await redis.end();
  });

  it('do a whole task as one `loom worker` of all roles, and are listed', async () => {
    const loom = head;
    const task = await loom.begin('by a worker', story());
    const nowhere = ['--redis', `redis://127.0.0.1:${await freePort()}`];
    const lost = loom.cli(['worker', 'executor', '--api', loom.url, ...nowhere]);
    const flags = ['--api', loom.url, '--concurrency', '3', '--models', 'main', '--json'];
    const worker = await loom.spawn(['worker', ...ROLES, ...flags]);
    await worker.says(/"roles":/);
    expect((await loom.ended(task.id)).status).toBe('completed');
    expect(task.files()).toEqual(DONE);
    const passes = (await loom.events(task.id)).filter(({ event_type: type }) => type === 'verification_passed');
    expect(passes.map((event) => event['basis'])).toEqual(passes.map(() => 'judgement'));
    const { body } = await loom.call<WorkerView[]>('GET', '/workers');
    expect(body.flatMap(({ roles }) => roles).sort()).toEqual([...ROLES].sort());
    const flagged = { concurrency: 3, models: ['main'], version: expect.stringMatching(/^\d/) as string };
    for (const listed of body) expect(listed).toMatchObject(flagged);
    const { code, stdout, stderr } = await lost;
    expect([code, stdout, stderr]).toEqual([3, '', expect.stringContaining(nowhere[1] ?? '')]);
    expect((await worker.kill('SIGTERM')).code).toBe(0);
  });

  /* No two of them share a role: the task is done only if each of them works, and finds the API in its own way. */
  it('do a whole task as the four apps, by file or at the API that LOOM_SERVER_URL names whatever the file says of it, and remove what tasks of long ago left', async () => {
    const loom = head;
    const left = join(loom.dataDir, 'worker', 'scratch', 'tasks', randomUUID());
    mkdirSync(left, { recursive: true });
    utimesSync(left, 0, 0);
    const task = await loom.begin('by four apps', story());
    const env = { LOOM_CONFIG: loom.configPath, LOOM_SERVER_HOST: '127.0.0.9', LOOM_SERVER_URL: `${loom.url}/` };
    const mains = await Promise.all([
      ...(['planner', 'verifier'] as const).map((role) => startMain(loom, role)),
      ...(['executor', 'extractor'] as const).map((role) => loom.spawn([], { main: workerMain(role), env })),
    ]);
    expect((await loom.ended(task.id)).status).toBe('completed');
    expect(task.files()).toEqual(DONE);
    expect(existsSync(left)).toBe(false);
    for (const main of mains) expect((await main.kill('SIGTERM')).code).toBe(0);
  });

  it('give an attempt back on SIGTERM, and another one finishes it', async () => {
    const held = Hold.on('executor', 'one', 1);
    const loom = head;
    const first = await startWorkers(loom, ...ROLES);
    const { id, files, calls } = await loom.begin('handed over', story(held));
    const request = await held.reached();
    const starting = startWorkers(loom, ...ROLES);
    expect((await first.kill('SIGTERM')).code).toBe(0);
    await request.aborted;
    const second = await starting;
    expect((await loom.ended(id)).status).toBe('completed');
    expect(files()).toEqual(DONE);
    expect(await loom.attempts(id, 'one')).toBe(1);
    expect((await second.kill('SIGTERM')).code).toBe(0);
    expect(countCalls(calls())).toMatchObject({ 'executor one 0': 1, 'executor one 1': 2, 'executor two 0': 1 });
  });

  it('are replaced after kill -9 at the last committed step', async () => {
    const held = Hold.on('executor', 'one', 1);
    const loom = await startHead(story(held));
    await startWorkers(loom, 'planner', 'verifier', 'extractor');
    const first = await startWorkers(loom, 'executor');
    const id = await loom.submit('taken over');
    await held.reached();
    await first.kill('SIGKILL');
    await startWorkers(loom, 'executor');
    expect((await loom.ended(id)).status).toBe('completed');
    expect(loom.files()).toEqual(DONE);
    expect(await loom.attempts(id, 'one')).toBe(1);
    expect(countCalls(loom.calls())).toMatchObject({ 'planner - 0': 1, 'executor one 0': 1, 'executor one 1': 2 });
    const landed = (await loom.events(id)).filter((event) => event.event_type === 'subtask_landed');
    expect(landed.map((event) => event.subtask_id)).toEqual(['one', 'two']);
    // What the killed one would still send, had it only been slow.
    const query = new URLSearchParams({ base: 'b'.repeat(40), commit: 'c'.repeat(40), epoch: '1' });
    const late = await fetch(`${loom.url}/internal/worker/attempts/execute.${id}.one.1/bundle?${query.toString()}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream' },
      body: 'PACK',
    });
    expect([late.status, await late.json()]).toEqual([
      409,
      expect.objectContaining({ detail: expect.stringContaining('another owner') as string }),
    ]);
    expect(loom.files()).toEqual(DONE);
  });

  it('outlive the API: its kill -9 repeats no call', async () => {
    const held = Hold.on('executor', 'one', 1);
    const loom = await startHead(story(held));
    await startWorkers(loom, ...ROLES);
    const id = await loom.submit('the head dies');
    await held.reached();
    await loom.kill();
    held.release();
    await loom.serve();
    expect((await loom.ended(id)).status).toBe('completed');
    expect(loom.files()).toEqual(DONE);
    expect(Object.values(countCalls(loom.calls())).every((times) => times === 1)).toBe(true);
  });

  it('ask only the models they are kept to', async () => {
    const [url, roles] = [await startRedis(), ['executor'] as const];
    const loom = await startLoom({
      story: story(),
      config: {
        redis: { url },
        'models.big': { model: 'big', roles, tier: 3 },
        'models.small': { model: 'small', roles, tier: 1 },
      },
      server: { models: ['scripted', 'big', 'small'].map((name) => ({ name })) },
      args: ['--roles', 'planner,verifier,extractor'],
    });
    const kept = await loom.spawn(['worker', 'executor', '--models', 'small', '--json']);
    await kept.says(/"roles":/);
    const unknown = await loom.cli(['worker', 'executor', '--models', 'smal']);
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringMatching(/no \[models\.smal\].*small/s)]);
    const id = await loom.submit('by the small one');
    expect(await loom.ended(id)).toMatchObject({ status: 'completed', error: null });
    const asked = loom.calls().filter(({ role }) => role === 'executor');
    expect(new Set(asked.map(({ request }) => request.model))).toEqual(new Set(['small']));
    const { body } = await loom.call<{ roles: string[]; models: string[] }[]>('GET', '/workers');
    expect(body.find((worker) => worker.roles.includes('executor'))?.models).toEqual(['small']);
  });

  /* As long as it says. Asked for by LOOM_TEST_SLOW=1. */
  it.runIf(process.env['LOOM_TEST_SLOW'] === '1')(
    'keep their result while the API is away for a minute, and hand it over',
    { timeout: 180_000 },
    async () => {
      const held = Hold.on('executor', 'two', 1);
      const loom = await startHead(story(held));
      await startWorkers(loom, ...ROLES);
      const id = await loom.submit('the head is away');
      await held.reached();
      await loom.kill();
      held.release();
      await new Promise((resolve) => setTimeout(resolve, 60_000));
      await loom.serve();
      expect((await loom.ended(id)).status).toBe('completed');
      expect(loom.files()).toEqual(DONE);
      expect(Object.values(countCalls(loom.calls())).every((times) => times === 1)).toBe(true);
      expect(await loom.attempts(id, 'two')).toBe(1);
    },
  );

  it('say at start what is missing', async () => {
    const loom = await startLoom({ serve: false });
    const noRole = await loom.cli(['worker', 'exectuor']);
    expect(noRole.code).toBe(2);
    expect(noRole.stderr).toContain('did you mean executor?');
  });
});
