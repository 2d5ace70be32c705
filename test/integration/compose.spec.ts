import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compose, Containers, docker } from './compose/containers.js';

/* Builds the image and runs it: minutes, and an engine. Asked for by LOOM_TEST_DOCKER=1. */
const isAsked = process.env['LOOM_TEST_DOCKER'] === '1';

describe.runIf(isAsked)('Loom in containers', () => {
  const loom = new Containers(`loom-test-${process.pid}`);
  beforeAll(() => loom.up('--scale', 'executor=3'), 900_000);
  afterAll(() => loom.down(), 120_000);

  it('does a goal with three executors', { timeout: 180_000 }, async () => {
    expect((await loom.workers()).filter(({ roles }) => roles.includes('executor'))).toHaveLength(3);
    await loom.expectDone(await loom.submit());
  });

  it('finishes on another executor when the one at work dies', { timeout: 240_000 }, async () => {
    const id = await loom.submit();
    await loom.crash((await loom.busyExecutor()).host);
    await loom.expectDone(id);
  });

  it.each(['redis', 'api'])('finishes when %s dies in the middle', { timeout: 300_000 }, async (service) => {
    const id = await loom.submit();
    await loom.busyExecutor();
    await loom.crash(`${loom.project}-${service}-1`);
    await loom.expectDone(id);
  });

  it('takes executors away while they work', { timeout: 240_000 }, async () => {
    const id = await loom.submit();
    await loom.busyExecutor();
    await loom.dc('up', '-d', '--no-recreate', '--scale', 'executor=1');
    await loom.expectDone(id);
  });

  it('is backed up and restored where the API runs, and nowhere else', { timeout: 240_000 }, async () => {
    const tasks = await loom.call<unknown[]>('GET', '/tasks');
    await loom.dc('exec', '-T', 'api', 'loom', 'backup', '/data/backups/b');
    const elsewhere = loom.dc('run', '--rm', '-T', '--no-deps', 'api', 'loom', 'backup', '/data/backups/c');
    await expect(elsewhere).rejects.toThrow(/its process id means nothing here/);
    await loom.dc('stop', 'api');
    const inside = (command: string): Promise<string> =>
      loom.dc('run', '--rm', '-T', '--no-deps', 'api', 'sh', '-c', command);
    await inside('mv /data/loom /data/lost && rm -r /workspaces/.loom-scratch && loom restore /data/backups/b');
    await loom.dc('up', '-d', '--wait', 'api');
    expect(await loom.call('GET', '/tasks')).toEqual(tasks);
    await loom.expectDone(await loom.submit());
  });
});

describe.runIf(isAsked)('Loom in containers on Postgres, with another machine for its executor', () => {
  const name = `loom-test-pg-${process.pid}`;
  const address = 'postgres://loom:secret-of-postgres@postgres/loom';
  const loom = new Containers(name, { LOOM_DATABASE_URL: address, LOOM_POSTGRES_PASSWORD: 'secret-of-postgres' }, [
    '--profile',
    'postgres',
  ]);
  const box = (env: Readonly<Record<string, string>>, ...args: string[]): Promise<string> =>
    compose(['-p', `${name}-box`, '-f', 'docker-compose.worker.yml', ...args], {
      ...{ LOOM_SERVER_URL: 'http://head:9000', LOOM_BOX: 'gpu1', LOOM_TOKEN: 'none' },
      ...{ LOOM_MODEL: 'scripted', LOOM_MODEL_URL: 'http://model:11434', LOOM_SANDBOX_MODE: 'required' },
      ...env,
    });
  const onItsNetwork: string[] = [];
  beforeAll(() => loom.up('--scale', 'executor=0'), 900_000);
  afterAll(async () => {
    for (const container of onItsNetwork) await docker('network', 'disconnect', `${name}-box_default`, container);
    await box({}, 'down', '-v', '--timeout', '20');
    await loom.down();
  }, 180_000);

  it(
    'joins by an address and a token, is healthy, and does the work over the API alone',
    { timeout: 300_000 },
    async () => {
      expect((await loom.workers()).filter(({ roles }) => roles.includes('executor'))).toEqual([]);
      const made = await loom.call<{ token: string }>('POST', '/tokens', { name: 'gpu1', kind: 'worker' });
      const token = { LOOM_TOKEN: made.token };
      // Its network holds it and the two addresses that it is told; not Redis, Postgres or a volume of the head.
      await box(token, 'create');
      for (const [container, alias] of [
        ['api', 'head'],
        ['model', 'model'],
      ] as const) {
        await docker('network', 'connect', '--alias', alias, `${name}-box_default`, `${name}-${container}-1`);
        onItsNetwork.push(`${name}-${container}-1`);
      }
      await box(token, 'up', '-d', '--wait', '--wait-timeout', '120');
      await loom.expectDone(await loom.submit());
    },
  );

  it.each(['postgres', 'api'])('finishes when %s dies in the middle', { timeout: 300_000 }, async (service) => {
    const id = await loom.submit();
    await loom.busyExecutor();
    await loom.crash(`${name}-${service}-1`);
    await loom.expectDone(id);
  });

  it('serves from one API, and says why not from two', { timeout: 120_000 }, async () => {
    const second = loom.dc('run', '--rm', '-T', '--no-deps', 'api');
    await expect(second).rejects.toThrow(/its process id means nothing here/);
  });
});
