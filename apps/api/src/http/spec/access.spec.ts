import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Redis } from 'ioredis';
import { TokenStore } from '#conductor';
import { TestRedis } from '#testing';
import { SharedCounts } from '../edge/shared-counts.js';
import type { TokenDto, TokenMadeDto } from '../dto/token.dto.js';
import { ScriptedHandOut } from './engine.fixture.js';
import { HttpFixture } from './http.fixture.js';

/** One that takes everything and never answers. */
class SilentRedis extends ScriptedHandOut {
  override connectRedis(): Duplex {
    return new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
  }
}

const TOKEN = 'correct-horse-battery';
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
let http: HttpFixture;
beforeAll(async () => {
  http = await HttpFixture.start({ server: { host: '0.0.0.0', token: TOKEN }, handOut: new SilentRedis() });
});
afterAll(() => http.close());

async function make(kind: 'user' | 'worker'): Promise<TokenMadeDto> {
  const made = await http.call<TokenMadeDto>('POST', '/tokens', { name: `a ${kind}`, kind }, bearer(TOKEN));
  expect(made.status).toBe(201);
  return made.body;
}

const statusOf = async (method: string, path: string, token: string): Promise<number> => {
  const sent = await fetch(http.url + path, { method, headers: bearer(token) });
  await sent.text();
  return sent.status;
};

const taskOf = async (token: string): Promise<string> =>
  (await http.call('POST', '/tasks', { goal: 'write' }, bearer(token))).body.task_id;

/** Whether it is ended or broken off is left to the line. */
async function toTheEnd(stream: ReadableStream<Uint8Array>): Promise<void> {
  const reader = stream.getReader();
  try {
    while (!(await reader.read()).done);
  } catch {
    // Broken off.
  }
}

describe('a token that was made', () => {
  it('is shown once and kept as a hash', async () => {
    const { token, id } = await make('user');
    const listed = await http.call<TokenDto[]>('GET', '/tokens', undefined, bearer(TOKEN));
    expect(listed.body.find((t) => t.id === id)).toMatchObject({ kind: 'user', name: 'a user', revoked_at: null });
    const stored = JSON.stringify(await http.app.get(TokenStore, { strict: false }).list());
    for (const text of [JSON.stringify(listed.body), stored]) expect(text).not.toContain(token.slice(-43));
  });

  it('opens what its kind may do, however the address is written, and nothing else', async () => {
    const user = (await make('user')).token;
    const worker = (await make('worker')).token;
    const heartbeat = '/internal/worker/heartbeat';
    expect(http.routes.all().some((route) => route.startsWith(`POST ${heartbeat}`))).toBe(true);
    expect(await statusOf('GET', '/tasks', user)).toBe(200);
    expect(await statusOf('POST', heartbeat, user)).toBe(403);
    expect(await statusOf('POST', '/internal/%77orker/heartbeat', user)).toBe(403);
    for (const method of ['GET', 'POST']) expect(await statusOf(method, '/tokens', user)).toBe(403);
    for (const path of ['/tasks', '/%74asks', '/config', '/tokens', '/events', '/nothing'])
      expect([path, await statusOf('GET', path, worker)]).toEqual([path, 403]);
    // Let in, and refused for what it sends.
    expect(await statusOf('POST', heartbeat, worker)).toBe(400);
    expect(await statusOf('GET', '/health', worker)).toBe(200);
    // Whether it is heard of: what the health check of its container asks.
    expect(await statusOf('GET', '/internal/worker/seen/box', worker)).toBe(200);
    expect(await statusOf('GET', '/internal/worker/seen/nobody', worker)).toBe(404);
  });

  it('is refused as soon as it is revoked', async () => {
    const { token, id } = await make('user');
    expect(await statusOf('GET', '/tasks', token)).toBe(200);
    for (let i = 0; i < 2; i++)
      expect((await http.call('DELETE', `/tokens/${id}`, undefined, bearer(TOKEN))).status).toBe(200);
    expect(await statusOf('GET', '/tasks', token)).toBe(401);
    expect((await http.call('DELETE', '/tokens/0123456789ab', undefined, bearer(TOKEN))).status).toBe(404);
    expect(await statusOf('GET', '/tasks', TOKEN)).toBe(200);
  });

  it('has its open lines ended when it is revoked, by whichever API process, and no other token has', async () => {
    const other = await HttpFixture.start({ server: { host: '0.0.0.0', token: TOKEN }, beside: http });
    const [user, worker, another] = await Promise.all([make('user'), make('worker'), make('user')]);
    const path = `/tasks/${await taskOf(TOKEN)}/stream`;
    const lineOf = async (of: HttpFixture, at: string, token: string) => {
      const { status, body } = await fetch(of.url + at, { headers: bearer(token) });
      expect(status).toBe(200);
      return body as ReadableStream<Uint8Array>;
    };
    const streams = await Promise.all([
      lineOf(http, path, user.token),
      lineOf(http, '/events', user.token),
      lineOf(other, path, user.token),
    ]);
    const kept = (await lineOf(http, '/events', another.token)).getReader();
    const headers = { ...bearer(worker.token), 'content-type': 'application/octet-stream' };
    const carried = request(`${http.url}/internal/worker/redis`, { method: 'POST', headers });
    carried.on('error', () => undefined).flushHeaders();
    const [redis] = (await once(carried, 'response')) as [IncomingMessage];
    redis.on('error', () => undefined).resume();
    const redisGone = new Promise((resolve) => redis.once('close', resolve));
    for (const { id } of [user, worker]) await http.call('DELETE', `/tokens/${id}`, undefined, bearer(TOKEN));
    await Promise.all(streams.map((stream) => toTheEnd(stream)));
    await redisGone;
    const said = Buffer.from((await kept.read()).value ?? []).toString();
    const next = kept.read();
    const made = await taskOf(TOKEN);
    expect(said + Buffer.from((await next).value ?? []).toString()).toContain(made);
    await kept.cancel();
    await other.close();
  });

  it('that is off by one letter is none', async () => {
    const { token } = await make('user');
    const last = token.endsWith('A') ? 'E' : 'A';
    expect(await statusOf('GET', '/tasks', token.slice(0, -1) + last)).toBe(401);
    expect(await statusOf('GET', '/tasks', token.replace('_user_', '_worker_'))).toBe(401);
  });
});

it('answers 429 with the time to wait to a caller that asks too often, and to no other', async () => {
  const few = await HttpFixture.start({ server: { rateLimitPerMinute: 1, host: '0.0.0.0', token: TOKEN } });
  const ask = (headers: Record<string, string>) => few.call('GET', '/models', undefined, headers);
  // From this machine it is a hundred times as many, and a tenth of that without a token.
  const statuses: number[] = [];
  for (let i = 0; i < 11; i++) statuses.push((await ask(bearer('wrong-token'))).status);
  expect(statuses).toEqual([...Array<number>(10).fill(401), 429]);
  const refused = await ask(bearer('wrong-token'));
  expect(refused.type).toBe('application/problem+json; charset=utf-8');
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await ask(bearer(TOKEN))).status).toBe(200);
  await few.close();
});

it('counts what a caller asks of several processes together, and each alone while Redis is away', async () => {
  const redis = await new TestRedis().start();
  const lines = [0, 1].map(() => new Redis(redis.url.slice('unix://'.length), { enableOfflineQueue: false }));
  for (const line of lines) line.on('error', () => undefined);
  await Promise.all(lines.map((line) => once(line, 'ready')));
  const server = { rateLimitPerMinute: 1, host: '0.0.0.0', token: TOKEN };
  const of = (line: Redis) => ({ server, sharedCounts: new SharedCounts(line, 'loom') });
  const [here, there] = await Promise.all(lines.map((line) => HttpFixture.start(of(line))));
  const wrong = async (at: HttpFixture | undefined): Promise<number> =>
    (await fetch(`${at?.url}/models`, { headers: bearer('wrong-token') })).status;
  const statuses: number[] = [];
  for (let i = 0; i < 6; i++) statuses.push(await wrong(here), await wrong(there));
  expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
  expect((await here?.call('GET', '/models', undefined, bearer(TOKEN)))?.status).toBe(200);
  await redis.kill();
  // Each has seen six of them.
  expect([await wrong(here), await wrong(there)]).toEqual([401, 401]);
  for (let i = 0; i < 3; i++) await wrong(here);
  expect([await wrong(here), await wrong(there)]).toEqual([429, 401]);
  await Promise.all([here?.close(), there?.close()]);
  for (const line of lines) line.disconnect();
  await redis.end();
});
