import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { askRedis } from './ask-redis.js';
import { DataDirLock, EmbeddedRedis, type EmbeddedRedisNotice } from './index.js';
import { choosePlace, placeUrl, redisSettings } from './redis-place.js';
import { ownersOfATest } from './owners.fixture.js';
import { identityOf } from './process-identity.js';

const owners = ownersOfATest();
const { end, runOwner } = owners;
let root: string;
let dataDir: string;
beforeEach(() => {
  ({ root, dataDir } = owners);
});

const START = `
const redis = await bootstrap.EmbeddedRedis.start({ dataDir: process.argv[2] });
console.log(redis.pid);
setInterval(() => {}, 1000);`;

describe('the private Redis', () => {
  it('answers on a socket in the data directory, keeps what it was told over a restart, and leaves nothing running', async () => {
    const first = await EmbeddedRedis.start({ dataDir });
    expect(first.url).toBe(`unix://${dataDir}/redis/redis.sock`);
    expect(await askRedis(first.url, 'SET kept yes', 1_000)).toBe('OK');
    const pid = first.pid ?? 0;
    await first.stop();
    expect(identityOf(pid)).toBeNull();
    expect(existsSync(join(dataDir, 'loom.lock'))).toBe(false);
    const second = await EmbeddedRedis.start({ dataDir });
    expect(await askRedis(second.url, 'GET kept', 1_000)).toBe('yes');
    expect(await askRedis(second.url, 'INFO server', 1_000)).toMatch(/tcp_port:0\r/);
    await second.stop();
  });

  it('is started again when it is killed, and has lost nothing', async () => {
    const notices: EmbeddedRedisNotice[] = [];
    let restarted = (): void => undefined;
    const redis = await EmbeddedRedis.start({
      dataDir,
      onNotice: (notice) => {
        notices.push(notice);
        if (notice.did === 'redis_started' && notices.length > 1) restarted();
      },
    });
    for (let round = 1; round <= 3; round++) {
      await askRedis(redis.url, `SET round ${round}`, 1_000);
      const up = new Promise<void>((done) => (restarted = done));
      process.kill(redis.pid ?? 0, 'SIGKILL');
      await up;
      expect(await askRedis(redis.url, 'GET round', 1_000)).toBe(String(round));
    }
    await redis.stop();
    const waits = notices.flatMap((notice) => (notice.did === 'redis_died' ? [notice.againInMs] : []));
    expect(waits).toEqual([50, 100, 200]);
  });

  it('replaces one that a killed Loom left running, with what it held', async () => {
    const owner = runOwner(START, [dataDir]);
    const left = Number(await owner.line());
    const url = `unix://${dataDir}/redis/redis.sock`;
    await askRedis(url, 'SET kept yes', 1_000);
    await end(owner.child, 'SIGKILL');
    expect(await askRedis(url, 'PING', 1_000)).toBe('PONG');
    const notices: EmbeddedRedisNotice[] = [];
    const redis = await EmbeddedRedis.start({ dataDir, onNotice: (notice) => notices.push(notice) });
    expect(notices[0]).toEqual({ did: 'redis_leftover_stopped', pid: left });
    expect(identityOf(left)).toBeNull();
    expect(await askRedis(redis.url, 'GET kept', 1_000)).toBe('yes');
    await redis.stop();
  });

  it('finds a leftover by its socket when its record is gone', async () => {
    const owner = runOwner(START, [dataDir]);
    const left = Number(await owner.line());
    await end(owner.child, 'SIGKILL');
    rmSync(join(dataDir, 'redis', 'running.json'));
    const redis = await EmbeddedRedis.start({ dataDir });
    expect(identityOf(left)).toBeNull();
    await redis.stop();
  });

  it('refuses a second Loom on the same data directory and names the first', async () => {
    const owner = runOwner(START, [dataDir]);
    await owner.line();
    const refused = EmbeddedRedis.start({ dataDir });
    await expect(refused).rejects.toMatchObject({ code: 'data_dir_in_use' });
    await expect(refused).rejects.toThrow(new RegExp(`process ${owner.child.pid}\\) already uses the data directory`));
    expect(await askRedis(`unix://${dataDir}/redis/redis.sock`, 'PING', 1_000)).toBe('PONG');
    const other = await EmbeddedRedis.start({ dataDir: join(root, 'other') });
    await other.stop();
    await end(owner.child, 'SIGKILL');
    await (await EmbeddedRedis.start({ dataDir })).stop();
  });

  it('says how to install one when there is none', async () => {
    const start = EmbeddedRedis.start({ dataDir, path: root });
    await expect(start).rejects.toMatchObject({ code: 'no_redis_server', remedy: expect.stringMatching(/install/i) });
    expect(existsSync(dataDir)).toBe(false);
  });

  it('starts empty when what it had written cannot be read, and keeps that aside', async () => {
    const data = join(dataDir, 'redis', 'appendonlydir');
    mkdirSync(data, { recursive: true });
    writeFileSync(join(data, 'appendonly.aof.manifest'), 'nonsense\n');
    const notices: EmbeddedRedisNotice[] = [];
    const redis = await EmbeddedRedis.start({ dataDir, onNotice: (notice) => notices.push(notice) });
    expect(await askRedis(redis.url, 'PING', 1_000)).toBe('PONG');
    await redis.stop();
    const aside = notices.find((notice) => notice.did === 'redis_data_set_aside');
    expect(aside?.because).toMatch(/did not start: it ended with.*\(.*AOF/s);
    expect(readFileSync(join(aside?.keptAt ?? '', 'appendonly.aof.manifest'), 'utf8')).toBe('nonsense\n');
  });

  it('says why it did not start, and frees the data directory', async () => {
    writeFileSync(join(root, 'redis-server'), '#!/bin/sh\necho no AOF today\nexit 3\n', { mode: 0o755 });
    const start = EmbeddedRedis.start({ dataDir, path: root });
    await expect(start).rejects.toThrow(/did not start: it ended with code 3 \(no AOF today/);
    (await DataDirLock.take(dataDir)).release();
  });

  it('listens elsewhere when the data directory is too deep for a socket', async () => {
    const deep = join(root, 'd'.repeat(60), 'e'.repeat(60));
    const redis = await EmbeddedRedis.start({ dataDir: deep });
    expect(redis.place.kind).toBe('socket');
    expect(redis.url).not.toContain('ddd');
    expect(await askRedis(redis.url, 'PING', 1_000)).toBe('PONG');
    await redis.stop();
    if (redis.place.kind === 'socket') rmSync(resolve(redis.place.path, '..'), { recursive: true, force: true });
  });

  it('asks for a password where it has to listen on a port', async () => {
    const place = await choosePlace(join(root, 'x'.repeat(120)), join(root, 'y'.repeat(120)));
    expect(place.kind).toBe('port');
    const server = spawn('redis-server', ['-'], { stdio: ['pipe', 'ignore', 'ignore'] });
    onTestFinished(() => end(server, 'SIGKILL'));
    server.stdin.end(redisSettings(place, root));
    let reply: string | null = null;
    while (reply === null) reply = await askRedis(placeUrl(place), 'PING', 1_000);
    expect(reply).toBe('PONG');
    const stranger = placeUrl({
      ...place,
      kind: 'port',
      port: place.kind === 'port' ? place.port : 0,
      password: 'wrong',
    });
    expect(await askRedis(stranger, 'PING', 1_000)).toBeNull();
  });
});

describe('the lock of a data directory', () => {
  it('is given to one only of many that find a dead one', async () => {
    const dead = runOwner(
      'await bootstrap.DataDirLock.take(process.argv[2]); console.log("held"); setInterval(() => {}, 1000);',
      [dataDir],
    );
    await dead.line();
    await end(dead.child, 'SIGKILL');
    const race = `
process.stdin.resume();
const at = Number(process.argv[3]);
while (Date.now() < at);
try { await bootstrap.DataDirLock.take(process.argv[2]); console.log('held'); } catch (error) { console.log(error.code); }
setInterval(() => {}, 1000);`;
    const at = String(Date.now() + 1_500);
    const racers = Array.from({ length: 6 }, () => runOwner(race, [dataDir, at]));
    const outcomes = await Promise.all(racers.map((racer) => racer.line()));
    expect(outcomes.filter((outcome) => outcome === 'held')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'data_dir_in_use')).toHaveLength(5);
    expect(readdirSync(dataDir).filter((name) => !name.startsWith('loom.alive.'))).toEqual(['loom.lock']);
  });

  it('does not take a process that got the pid of a dead owner for the owner', async () => {
    const self = identityOf(process.pid);
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(join(dataDir, 'loom.lock'), JSON.stringify({ ...self, began: '1', nonce: 'x' }));
    const lock = await DataDirLock.take(dataDir);
    await expect(DataDirLock.take(dataDir)).rejects.toThrow(new RegExp(`process ${process.pid}`));
    lock.release();
  });

  it('counts a file that was left half written as nobody', async () => {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(join(dataDir, 'loom.lock'), '{"pid":');
    (await DataDirLock.take(dataDir)).release();
  });
});
