import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Problem, TaskView } from '#contracts';
import { answer } from '#testing';
import { freePort, sharedLoom, startLoom, writesOwnFile, type Ended, type TestLoom } from './support/index.js';

/** One sentence for people, and no stack. */
function expectRefusal({ code, stdout, stderr }: Ended, exitCode: number, ...said: (RegExp | string)[]): void {
  expect([code, stdout], stderr).toEqual([exitCode, '']);
  expect(stderr).toMatch(/^loom: \S/m);
  expect(stderr).not.toMatch(/\n\s+at .*:\d+/);
  for (const part of said) expect(stderr).toMatch(part);
}

/** Where a Redis server may be on this machine: it is hidden from one test, which needs working bubblewrap. */
const servers = [
  '/usr/bin',
  '/usr/local/bin',
  '/usr/sbin',
  '/usr/local/sbin',
  '/opt/homebrew/bin',
  ...(process.env['PATH'] ?? '').split(':'),
]
  .flatMap((folder) => ['redis-server', 'valkey-server'].map((name) => join(folder, name)))
  .filter((path) => existsSync(path))
  .map((path) => realpathSync(path))
  .filter((path, index, all) => all.indexOf(path) === index);
const canHide = spawnSync('bwrap', ['--dev-bind', '/', '/', 'true']).status === 0;

/** One that serves, for what changes nothing of it; what makes tasks comes last. */
const running = sharedLoom();
const stopped = (loom: TestLoom): Promise<Ended> => loom.cli(['serve']);

describe('a configuration that cannot be used', () => {
  it.each([
    ['a misspelt key', '[server]\nprot = 9000\n', /loom\.toml:2.*prot.*port/s],
    ['a misspelt section', '[sever]\nport = 9000\n', /loom\.toml:1.*sever.*server/s],
    ['a wrong type', '[server]\nport = "nine"\n', /loom\.toml:2.*port/s],
    ['an impossible value', '[execution]\nmax_subtask_retries = -1\n', /loom\.toml:2.*max_subtask_retries/s],
    ['broken TOML', '[server\nport = 1\n', /loom\.toml:1/],
    ['an address without a token', '[server]\nhost = "0.0.0.0"\n', /token/],
  ])('with %s is refused with file, line and key', async (_what, text, said) => {
    const loom = await startLoom({ serve: false });
    writeFileSync(loom.configPath, text);
    expectRefusal(await stopped(loom), 2, said);
    expect(existsSync(loom.dataDir)).toBe(false);
  });

  it('named by --config but not there is refused', async () => {
    const loom = await startLoom({ serve: false });
    expectRefusal(await loom.cli(['serve', '--config', join(loom.home, 'none.toml')]), 2, /none\.toml/);
  });
});

describe('a start that cannot succeed', () => {
  it('on a port in use says which, and starts no Redis', async () => {
    const loom = await startLoom({ serve: false });
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(loom.port, '127.0.0.1', resolve));
    try {
      expectRefusal(await stopped(loom), 2, String(loom.port), /in use/);
    } finally {
      other.close();
    }
    expect(() => loom.redisPid).toThrow();
    expect(existsSync(join(loom.dataDir, 'redis'))).toBe(false);
  });

  it.skipIf(!canHide)('where no Redis server is installed says how to get one, and makes no database', async () => {
    const loom = await startLoom({ serve: false });
    const under = ['bwrap', '--dev-bind', '/', '/', ...servers.flatMap((path) => ['--bind', '/dev/null', path])];
    expectRefusal(await loom.cli(['serve'], { under }), 3, /redis-server/, /[Ii]nstall/);
    expect(existsSync(join(loom.dataDir, 'loom.db'))).toBe(false);
  });

  it('with a Redis URL where nothing answers says so in time', async () => {
    const loom = await startLoom({ serve: false, config: { redis: { url: `redis://127.0.0.1:${await freePort()}` } } });
    expectRefusal(await stopped(loom), 3, /[Rr]edis/);
  });

  it('on a data folder that another server holds says so, and the first goes on', async () => {
    expectRefusal(await running().cli(['serve', '--port', '0']), 2, running().dataDir);
    expect((await running().call('GET', '/health')).status).toBe(200);
  });

  it('on a database of garbage says which file, and does not touch it', async () => {
    const loom = await startLoom({ serve: false });
    mkdirSync(loom.dataDir);
    const path = join(loom.dataDir, 'loom.db');
    const garbage = 'This is no database at all.\n'.repeat(400);
    writeFileSync(path, garbage);
    const ended = await stopped(loom);
    expect(ended.code).not.toBe(0);
    expectRefusal(ended, ended.code ?? -1, path);
    expect(readFileSync(path, 'utf8')).toBe(garbage);
    expect(() => loom.redisPid).toThrow();
  });
});

describe('a workspace that cannot be used', () => {
  const loom = running;
  it.each([
    ['does not exist', (home: string) => join(home, 'nowhere'), /nowhere does not exist/],
    ['is a file', (home: string) => join(home, 'loom.toml'), /loom\.toml is a file/],
    ['is /', () => '/', /root of the file system/],
    ['is the home folder', (home: string) => home, /home folder/],
    ['is no absolute path', () => 'some/folder', /some\/folder/],
    ['holds the data of Loom', (home: string) => join(home, 'data'), /Loom's own data/],
  ])('because it %s is refused before a task is made of it', async (_what, of, said) => {
    const workspace = of(loom().home);
    const before = readdirSync(loom().home);
    const made = await loom().call<Problem>('POST', '/tasks', { goal: 'x', workspace });
    expect([made.status, made.text]).toEqual([400, made.text]);
    expect(made.body.detail).toMatch(said);
    expect((await loom().call<object[]>('GET', '/tasks')).body).toEqual([]);
    expect(readdirSync(loom().home)).toEqual(before);
  });

  it('is refused by `loom run` with 2 and a sentence', async () => {
    expectRefusal(await loom().cli(['run', 'x', '--workspace', join(loom().home, 'nowhere')]), 2, /nowhere/);
  });

  // Root may write everywhere but where nobody may.
  it.skipIf(!canHide)('because it is read-only is refused, and nothing is begun', async () => {
    const own = await startLoom({ serve: false });
    const folder = join(own.home, 'locked');
    mkdirSync(folder);
    const under = ['bwrap', '--dev-bind', '/', '/', '--ro-bind', folder, folder];
    expectRefusal(
      await own.cli(['run', 'x', '--workspace', folder], { under }),
      2,
      /locked cannot be read and written/,
    );
    expect(readdirSync(folder)).toEqual([]);
    expect(() => own.redisPid).toThrow();
  });
});

describe('a model that cannot be used', () => {
  async function failedRun(loom: TestLoom): Promise<TaskView> {
    const id = await loom.submit('no model for it');
    const task = await loom.ended(id);
    expect(task.status).toBe('failed');
    expect(loom.files()).toEqual({});
    return task;
  }

  it('because the server does not have it: the task says which model, and how to get it; the log, whose work it would not have done', async () => {
    const loom = await startLoom({
      server: { models: [{ name: 'another' }] },
      config: { 'models.main': { roles: ['planner'] } },
    });
    expect(loom.log()).toMatch(/"did":"roles_without_model","roles":\["executor","verifier","extractor"\]/);
    const task = await failedRun(loom);
    expect(task.error).toMatch(/scripted/);
    expect(task.error).toMatch(/pull|install|\[models/);
  });

  it('because nothing listens there: the task says where, once the tries are used up', async () => {
    const loom = await startLoom({ story: { plan: ['one'] } });
    const { port } = loom.model;
    await loom.model.close();
    const run = await loom.cli(['run', 'x', '--workspace', loom.workspace]);
    expect([run.code, loom.files()]).toEqual([1, {}]);
    expect(run.stdout).toContain(String(port));
  }, 120_000);

  it('because it refuses the key: the task says so and shows no key', async () => {
    const loom = await startLoom({
      provider: 'openai_compatible',
      server: { apiKey: 'right-key-1234' },
      config: { 'models.main': { api_key: 'wrong-key-5678' } },
    });
    const task = await failedRun(loom);
    expect(task.error).toMatch(/api_key|key/);
    expect(JSON.stringify(task)).not.toContain('wrong-key-5678');
    expect(loom.log()).not.toContain('wrong-key-5678');
    expect((await loom.call('GET', '/config')).text).not.toContain('wrong-key-5678');
  });
});

describe('a planner that answers prose', () => {
  it('is asked again, then gets a plan of one step that the log shows to be a makeshift', async () => {
    const { id, calls, files } = await running().begin('write a file', {
      plan: () => answer('Sure! First I would think about the files, and then I would write them.'),
      work: writesOwnFile,
    });
    const task = await running().ended(id);
    expect(calls().filter((place) => place.role === 'planner').length).toBeGreaterThan(1);
    if (task.status === 'completed') {
      expect(task.plan?.subtasks).toHaveLength(1);
      const ready = (await running().events(id)).find((event) => event.event_type === 'task_plan_ready');
      expect(JSON.stringify(ready)).toMatch(/degraded|last resort|makeshift|one step|single/i);
    } else {
      expect(task.status).toBe('failed');
      expect(task.error).toMatch(/plan/);
      expect(files()).toEqual({});
    }
  });
});
