import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { LoomConfig, ModelConfig, secretsOf } from '#config';
import { WORKER_PROTOCOL, type JoinAnswer, type WorkerOptions } from '#contracts';
import { redisAddress } from '#queues';
import { TestRedis } from '#testing';
import { RedisCarrier } from '#worker-link';
import { enlist, VERSION, type Enlisted } from '#worker-runtime';
import { HandOutService } from '../../engine/hand-out.service.js';
import { HttpFixture } from './http.fixture.js';

const TOKEN = 'correct-horse-battery';
const SECRET = 'sk-never-shown';
const PASSWORD = 'p:ss/w?rd';
const redis = new TestRedis(['--requirepass', PASSWORD]);
const other = new TestRedis();
const folder = mkdtempSync(join(tmpdir(), 'loom-join-'));

const keyed = Object.assign(new ModelConfig(), {
  name: 'big',
  provider: 'ollama',
  baseUrl: 'http://gpu:11434',
  model: 'qwen3:32b',
  apiKey: SECRET,
  roles: ['executor', 'verifier'],
  tier: 3,
  maxConcurrency: 7,
});
const plain = Object.assign(new ModelConfig(), { ...keyed, name: 'small', apiKey: undefined, tier: 1 });

/** An API with this configuration, and its Redis as only its machine sees it. */
async function api(
  token: string | undefined,
  redisUrl = redis.url.replace('unix://', `unix://:${login}@x`),
  told = (settings: JoinAnswer): JoinAnswer => settings,
) {
  const server = { ...new LoomConfig().server, ...(token === undefined ? {} : { token }) };
  const config = Object.assign(new LoomConfig(), {
    server,
    redis: { prefix: 'elsewhere' },
    models: [keyed, plain],
    verification: { ...new LoomConfig().verification, tier3Enabled: true, tier3VoteCount: 5 },
    workspace: { ...new LoomConfig().workspace, setup: { 'uv.lock': 'uv sync' }, setupTimeoutSeconds: 30 },
  });
  const connection = new Redis({ ...redisAddress(redisUrl), maxRetriesPerRequest: 1 });
  connection.on('error', () => undefined);
  const handOut = new HandOutService(config, redisUrl, connection);
  const settings = handOut.settings.bind(handOut);
  handOut.settings = async () => told(await settings());
  const http = await HttpFixture.start({ server, handOut });
  onTestFinished(async () => {
    connection.disconnect();
    await http.close();
  });
  return http;
}
const login = encodeURIComponent(PASSWORD);

async function enlisted(options: WorkerOptions): Promise<Enlisted> {
  const worker = await enlist({ env: { HOME: folder, LOOM_CONFIG: join(folder, 'empty.toml') }, ...options });
  onTestFinished(() => worker.close());
  return worker;
}

beforeAll(async () => {
  writeFileSync(join(folder, 'empty.toml'), '');
  await Promise.all([redis.start(), other.start()]);
});
afterAll(async () => {
  await Promise.all([redis.end(), other.end()]);
  rmSync(folder, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('a worker that joins with an address and a token', () => {
  it('gets models, verification and prefix, and reaches through the API a Redis that only the API sees', async () => {
    const { url } = await api(TOKEN);
    const worker = await enlisted({ apiUrl: url, token: TOKEN });
    expect(worker.config.models).toEqual([keyed, plain]);
    expect(worker.config.models[0]).toBeInstanceOf(ModelConfig);
    expect(worker.config.verification).toMatchObject({ tier3Enabled: true, tier3VoteCount: 5 });
    expect(worker.config.workspace).toMatchObject({ setup: { 'uv.lock': 'uv sync' }, setupTimeoutSeconds: 30 });
    expect(worker.config.redis.prefix).toBe('elsewhere');
    expect(secretsOf(worker.config)).toEqual(expect.arrayContaining([SECRET, PASSWORD]));
    const client = new Redis(redisAddress(worker.redisUrl));
    const waiter = client.duplicate();
    onTestFinished(() => [client, waiter].forEach((one) => one.disconnect()));
    // More than one chunk each way, and a read that blocks meanwhile does not hold it up.
    const blocked = waiter.blpop('later', 0);
    const large = 'x'.repeat(300_000);
    await client.set('a', large);
    expect(await client.get('a')).toBe(large);
    await client.rpush('later', 'now');
    expect(await blocked).toEqual(['later', 'now']);
  });

  it('reaches Redis by the address of the API where that works from here, and through the API where it does not', async () => {
    const [port, taken] = [await freePort(), await freePort()];
    const lan = await new TestRedis(['--port', String(port), '--bind', '127.0.0.1']).start();
    const wrong = await new TestRedis(['--port', String(taken), '--bind', '127.0.0.1']).start();
    onTestFinished(() => Promise.all([lan.end(), wrong.end()]).then(() => undefined));
    for (const [shown, expected] of [
      [`redis://127.0.0.1:${port}`, `redis://127.0.0.1:${port}`],
      [`redis://127.0.0.1:${taken}`, expect.stringMatching(/^unix:/)],
      ['redis://127.0.0.1:1', expect.stringMatching(/^unix:/)],
    ] as const) {
      const head = await api(TOKEN, lan.url, (settings) => ({
        ...settings,
        redis: { via: 'network', url: shown, carried: 'unix://loom/' },
      }));
      expect((await enlisted({ apiUrl: head.url, token: TOKEN })).redisUrl).toEqual(expected);
    }
  });

  it('sees its connection end with Redis, and connects again when it is back', async () => {
    const away = await new TestRedis().start();
    onTestFinished(() => away.end());
    const { url } = await api(TOKEN, away.url);
    const worker = await enlisted({ apiUrl: url, token: TOKEN });
    const client = new Redis({ ...redisAddress(worker.redisUrl), retryStrategy: () => 20, maxRetriesPerRequest: null });
    client.on('error', () => undefined);
    onTestFinished(() => client.disconnect());
    await client.ping();
    const closed = new Promise((resolve) => client.once('close', resolve));
    await away.kill();
    await closed;
    await away.start();
    expect(await client.ping()).toBe('PONG');
  });

  it('keeps the models of its own configuration, and takes nothing but the rest', async () => {
    const { url } = await api(TOKEN);
    const file = join(folder, 'own.toml');
    writeFileSync(
      file,
      '[models.mine]\nprovider = "ollama"\nbase_url = "http://127.0.0.1:11434"\nmodel = "m"\n[workspace.setup]\nuv.lock = "mine"\n',
    );
    const worker = await enlisted({ configPath: file, apiUrl: url, token: TOKEN, models: ['mine'] });
    expect(worker.config.models.map(({ name }) => name)).toEqual(['mine']);
    expect(worker.config.workspace).toMatchObject({ setup: { 'uv.lock': 'mine' }, setupTimeoutSeconds: 600 });
    expect(worker.config.redis.prefix).toBe('elsewhere');
  });

  it('is refused with the remedy: a wrong token, an unknown model, another Redis', async () => {
    const { url } = await api(TOKEN);
    await expect(enlist({ env: {}, apiUrl: url })).rejects.toThrow(/asks for a token/);
    await expect(enlist({ env: {}, apiUrl: url, token: 'wrong' })).rejects.toMatchObject({
      code: 'api_refused',
      remedy: expect.stringContaining('--token') as string,
    });
    await expect(enlisted({ apiUrl: url, token: TOKEN, models: ['huge'] })).rejects.toMatchObject({
      code: 'bad_config',
      remedy: 'There are big, small.',
    });
    await expect(enlisted({ apiUrl: url, token: TOKEN, redisUrl: other.url })).rejects.toMatchObject({
      code: 'redis_unreachable',
      message: expect.stringContaining('not the one the API uses') as string,
    });
  });

  it('is told no password and no key by an API without a token', async () => {
    const { url } = await api(undefined);
    const answer = await fetch(`${url}/internal/worker/join`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ version: VERSION, protocol: WORKER_PROTOCOL }),
    });
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({ redis: { via: 'withheld' }, keysWithheld: ['big'] });
    for (const secret of [SECRET, PASSWORD, login]) expect(text).not.toContain(secret);
    await expect(enlisted({ apiUrl: url })).rejects.toMatchObject({ code: 'redis_unreachable' });
    const open = await api(undefined, other.url);
    await expect(enlisted({ apiUrl: open.url })).rejects.toThrow(/\[models\.big\] needs its api_key/);
    expect((await enlisted({ apiUrl: open.url, models: ['small'] })).config.redis.prefix).toBe('elsewhere');
  });

  it('is sent away by an API of another protocol, and goes away from one, with both versions named', async () => {
    const { url } = await api(TOKEN);
    const old = await fetch(`${url}/internal/worker/join`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({ version: '0.0.9', protocol: 0 }),
    });
    expect(old.status).toBe(409);
    expect(await old.text()).toMatch(/worker is Loom 0\.0\.9 \(protocol 0\).*install Loom/);
    const strange = createServer((_request, response) => {
      const about = { version: '7.0.0', protocol: 7, redis: { via: 'withheld' }, prefix: 'loom', mark: null };
      response.end(JSON.stringify({ ...about, models: [], verification: {}, keysWithheld: [] }));
    });
    await new Promise<void>((resolve) => strange.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void strange.close());
    const { port } = strange.address() as AddressInfo;
    await expect(enlist({ env: {}, apiUrl: `http://127.0.0.1:${port}` })).rejects.toMatchObject({
      code: 'version_mismatch',
      remedy: expect.stringContaining('7.0.0') as string,
    });
  });

  it('goes on without the API when it has all it needs, and says so', async () => {
    const file = join(folder, 'whole.toml');
    const model = '[models.mine]\nprovider = "ollama"\nbase_url = "http://127.0.0.1:11434"\nmodel = "m"\n';
    writeFileSync(file, `[redis]\nurl = "${other.url}"\n${model}`);
    const worker = await enlisted({ configPath: file, apiUrl: 'http://127.0.0.1:1' });
    expect(worker.unasked).toContain('http://127.0.0.1:1');
    expect(worker.redisUrl).toBe(other.url);
  });
});

describe('the way to Redis through the API', () => {
  it('is closed to whoever has no token', async () => {
    const { url } = await api(TOKEN);
    const knock = (at: string, headers: Record<string, string>) =>
      fetch(`${at}/internal/worker/redis`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream', ...headers },
        body: 'PING\r\n',
      });
    expect((await knock(url, {})).status).toBe(401);
    const carrier = await RedisCarrier.start({ url, token: 'wrong' });
    onTestFinished(() => carrier.close());
    const client = new Redis({ path: carrier.path, retryStrategy: () => null, maxRetriesPerRequest: 0 });
    client.on('error', () => undefined);
    await expect(client.ping()).rejects.toThrow(/closed/);
  });
});
