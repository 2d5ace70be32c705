import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { call, PostgresServer } from '#testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { WireEvent } from '#contracts';
import { Hold, readEvents, startLoom, startRedis, writesOwnFile, type TestLoom } from './support/index.js';

const { missing } = PostgresServer;

describe.skipIf(missing !== null)(`two processes on one Postgres${missing === null ? '' : ` (${missing})`}`, () => {
  it('serve as one: the other streams the task, an answer at either is the only one, and the other goes on when the first is killed', async () => {
    const server = await PostgresServer.shared();
    const url = await server.database();
    onTestFinished(() => server.drop(url));
    const hold = Hold.on('executor', 'two');
    const redis = await startRedis();
    const loom = await startLoom({
      story: { plan: ['one', { id: 'two', depends_on: ['one'] }], work: writesOwnFile, holds: [hold] },
      config: { redis: { url: redis }, memory: { database_url: url } },
    });
    const other = await loom.spawn(['serve', '--json', '--host', '127.0.0.2', '--port', '0']);
    const [, there = ''] = await other.says(/"url":"(http:\/\/127\.0\.0\.2:[^"]+)"/);
    await madeOnce(loom, there);
    await countedTogether(redis, loom.url, there);
    const asked = await answeredOnce(loom, there);
    const id = await loom.submit('two files');
    const streamed = readEvents(`${there}/tasks/${id}/stream`, { deadlineMs: 50_000 });
    await hold.reached();
    await loom.kill();
    await answeredAt(there, asked);
    const { events } = await streamed;
    expect(events.map((event) => event.sequence)).toEqual(events.map((_event, index) => index + 1));
    expect(events.filter((e) => e.event_type === 'subtask_landed').map((e) => e.subtask_id)).toEqual(['one', 'two']);
    expect(events.at(-1)?.event_type).toBe('task_completed');
    expect(loom.files()).toEqual({ 'one.txt': 'one\n', 'two.txt': 'two\n' });
    expect(asked.files()).toEqual({ 'runs.txt': 'ran\n' });
  }, 120_000);

  it('of two data folders: the second is refused with a sentence, until it is told that the first is lost', async () => {
    const server = await PostgresServer.shared();
    const url = await server.database();
    onTestFinished(() => server.drop(url));
    const loom = await startLoom({ config: { redis: { url: await startRedis() }, memory: { database_url: url } } });
    const elsewhere = { LOOM_MEMORY_DATABASE_PATH: join(loom.home, 'elsewhere', 'loom.db') };
    const refused = await loom.cli(['serve', '--port', '0'], { env: elsewhere });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(`goes with the trees of ${loom.dataDir} on`);
    expect(refused.stderr).toContain('elsewhere');
    // Told that they are lost, it believes it.
    await loom.stop();
    const alone = ['serve', '--json', '--port', '0', '--without-trees'];
    await (await loom.spawn(alone, { env: elsewhere })).says(/"url":/);
  });
});

/** One task of a request that both processes get several times at once; what one is told, the other knows. */
async function madeOnce(loom: TestLoom, there: string): Promise<void> {
  loom.tell('only once', { plan: ['one'], holds: [Hold.on('planner')] });
  const headers = { 'content-type': 'application/json', 'idempotency-key': 'at-both' };
  const answers = await Promise.all(
    [loom.url, there, there, loom.url].map(async (url) => {
      const sent = await fetch(`${url}/tasks`, { method: 'POST', headers, body: '{"goal":"only once"}' });
      return { ...((await sent.json()) as { task_id: string }), status: sent.status };
    }),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
  const [{ task_id: id }] = answers as [(typeof answers)[number]];
  expect(new Set(answers.map(({ task_id }) => task_id))).toEqual(new Set([id]));
  expect(readdirSync(join(loom.dataDir, 'scratch', 'workspaces'))).toHaveLength(1);
  const pressed = await Promise.all([loom.url, there].map((url) => fetch(`${url}/tasks/${id}`, { method: 'DELETE' })));
  expect(pressed.map(({ status }) => status)).toEqual([200, 200]);
  const [here, away] = await Promise.all([loom.url, there].map((url) => readEvents(`${url}/tasks/${id}/stream`)));
  expect(away?.events).toEqual(here?.events);
  expect(here?.events.filter(({ event_type }) => event_type === 'task_cancelled')).toHaveLength(1);
}

/** What a caller may ask in a minute is counted in one place. */
async function countedTogether(url: string, ...heads: readonly string[]): Promise<void> {
  const redis = new Redis(url);
  const counted = async (): Promise<number> => {
    // The callers are those of this test, by the address they come from.
    const counts = await Promise.all((await redis.keys('loom:rate:known *')).map((key) => redis.get(key)));
    return counts.reduce((sum, count) => sum + Number(count), 0);
  };
  for (const head of heads) {
    const isCounted = async (): Promise<boolean> => {
      const before = await counted();
      await (await fetch(`${head}/models`)).text();
      return (await counted()) > before;
    };
    // A process to which Redis was silent for a moment counts alone for a second.
    await expect.poll(isCounted, { timeout: 20_000 }).toBe(true);
  }
  redis.disconnect();
}

type Asked = Awaited<ReturnType<TestLoom['begin']>> & { readonly hash: unknown };

const answerTo = async (url: string, { id }: { id: string }, body: object): Promise<number> => {
  const sent = { method: 'POST', headers: { 'content-type': 'application/json' } };
  const answer = await fetch(`${url}/tasks/${id}/approve`, { ...sent, body: JSON.stringify(body) });
  await answer.text();
  return answer.status;
};

/** A command that was released by one of many who did so at once, at either address; its result waits now. */
async function answeredOnce(loom: TestLoom, there: string): Promise<Asked> {
  const task = await loom.begin(
    'ask first',
    {
      plan: ['ask'],
      work: ({ turn }) =>
        turn === 0 ? call('shell_execute', { command: 'rm old.txt && echo ran >> runs.txt' }) : undefined,
    },
    { files: { 'old.txt': 'old\n' }, body: { approval_mode: 'manual' } },
  );
  const kindOf = (kind: string) => (event: WireEvent) =>
    event.event_type === 'approval_requested' && event['kind'] === kind;
  const { hash } = await loom.until(task.id, kindOf('command'));
  const yes = { subtask_id: 'ask', approved: true };
  const no = { ...yes, approved: false, reason: 'no' };
  const another = { ...yes, hash: '0'.repeat(64) };
  const answers = await Promise.all(
    [loom.url, there, loom.url, there].flatMap((url) => [
      answerTo(url, task, { ...yes, hash }),
      answerTo(url, task, another),
    ]),
  );
  expect(answers.sort()).toEqual([200, ...Array.from({ length: 7 }, () => 409)]);
  const landing = await loom.until(task.id, kindOf('landing'));
  // Neither an answer to what was shown before nor one too many counts for what waits now.
  for (const url of [loom.url, there]) expect(await answerTo(url, task, { ...no, hash })).toBe(409);
  return { ...task, hash: landing['hash'] };
}

/** What was shown by a process that is dead by now, released twice at the one that is left. */
async function answeredAt(url: string, asked: Asked): Promise<void> {
  const yes = { subtask_id: 'ask', approved: true, hash: asked.hash };
  const answers = await Promise.all([answerTo(url, asked, yes), answerTo(url, asked, yes)]);
  expect(answers.sort()).toEqual([200, 409]);
  const { events } = await readEvents(`${url}/tasks/${asked.id}/stream`);
  expect(events.at(-1)?.event_type).toBe('task_completed');
  const received = events.filter(({ event_type }) => event_type === 'approval_received');
  expect(received.map((event) => [event['approved'], event['by']])).toEqual([
    [true, 'person'],
    [true, 'person'],
  ]);
}
