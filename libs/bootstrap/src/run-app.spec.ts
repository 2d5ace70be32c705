import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownersOfATest } from './owners.fixture.js';

const owners = ownersOfATest();
const { runOwner } = owners;

describe('the life of a main', () => {
  const APP = `
await bootstrap.runApp({
  name: 'spec',
  graceMs: 200,
  interruptedCode: 130,
  start: async ({ config, logger }) => {
    const server = createServer();
    await new Promise((done, fail) => server.once('error', fail).listen(config.server.port, '127.0.0.1', done));
    console.log(server.address().port);
    return { close: () => process.argv[2] === 'hang' ? new Promise(() => {}) : new Promise((done) => server.close(done)) };
  },
});`;
  const configure = (text: string): void =>
    writeFileSync(join(owners.root, 'loom.toml'), `[memory]\ndatabase_path = "data/loom.db"\n${text}`);

  it.each<[NodeJS.Signals, number]>([
    ['SIGTERM', 0],
    ['SIGINT', 130],
  ])('closes on %s and exits with %d', async (signal, code) => {
    configure('[server]\nport = 0\n[logging]\nevent_log_path = "logs"\n');
    const app = runOwner(APP);
    await app.line();
    const exited = once(app.child, 'exit');
    app.child.kill(signal);
    expect(await exited).toEqual([code, null]);
    const logged = JSON.parse(readFileSync(join(owners.root, 'logs', 'spec.jsonl'), 'utf8').trim()) as unknown;
    expect(logged).toMatchObject({ level: 'info', app: 'spec', did: 'shutting_down', signal });
  });

  it('exits at once on a second signal', async () => {
    configure('[server]\nport = 0\n');
    const app = runOwner(APP, ['hang']);
    await app.line();
    const exited = once(app.child, 'exit');
    app.child.kill('SIGTERM');
    while (!app.errors().includes('shutting_down')) await once(app.child.stderr!, 'data');
    app.child.kill('SIGTERM');
    expect(await exited).toEqual([143, null]);
  });

  it('says in one sentence that the port is in use, without a stack, and exits with 2', async () => {
    configure('[server]\nport = 0\n');
    const first = runOwner(APP);
    const port = await first.line();
    configure(`[server]\nport = ${port}\n`);
    const second = runOwner(APP);
    expect(await once(second.child, 'close')).toEqual([2, null]);
    expect(second.errors()).toBe(
      `loom: port ${port} on 127.0.0.1 is in use already. Stop what listens there, or set another [server] port (--port, LOOM_SERVER_PORT).\n`,
    );
  });

  it('says what is wrong with the configuration and exits with 2', async () => {
    configure('[server]\nprot = 1\n');
    const app = runOwner(APP);
    expect(await once(app.child, 'close')).toEqual([2, null]);
    expect(app.errors()).toMatch(/^loom: the configuration cannot be used: .*loom\.toml:4: \[server\] prot: .*"port"/);
    expect(app.errors()).not.toContain('    at ');
  });
});
