import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { filesOf, Hold, LOOM, writesOwnFile } from '../support/index.js';
import { TestTerminal } from '../support/terminal.js';
import { loom } from './one-loom.js';

/** `script` of util-linux makes the terminal; others of that name take other options. */
const missing = /util-linux/.test(spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? '')
  ? ''
  : ' [skipped: there is no script command of util-linux]';

describe.skipIf(missing !== '')(`loom run on a terminal${missing}`, () => {
  it('shows a tree that lives: spinners, the tool call that runs, tokens and the time, and then what came of it', async () => {
    const asks = Hold.on('executor', 'one', 1);
    loom().tell('make two files', {
      plan: ['one', { id: 'two', depends_on: ['one'] }],
      work: (place) =>
        place.subtask === 'one' && place.turn === 1
          ? { toolCalls: [{ name: 'shell_execute', arguments: { command: 'until [ -f go ]; do sleep 0.1; done' } }] }
          : writesOwnFile(place),
      holds: [asks],
    });
    const folder = mkdtempSync(join(loom().home, 'run-'));
    const args = ['run', 'make two files', '--workspace', folder, '--server', loom().url];
    const shown = await TestTerminal.start(args, { home: loom().home, columns: 100 });
    onTestFinished(() => shown.close());
    await asks.reached();
    await shown.sees(/^make two files +executing · 0\/2 · [\d.k]+ tokens · \d+s/m);
    await shown.sees(/^├─ [⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] one +asking the model +[\d.k]+ tok · \d+s$/m);
    await shown.sees(/^└─ ○ two +after one$/m);
    const spinners = (): Set<string> => new Set(shown.raw.match(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/g));
    await shown.until(() => spinners().size === 10, 40_000, 'all signs of a spinner');
    const secondsIn = (): number => Number(/one +asking the model .* (\d+)s$/m.exec(shown.text())?.[1] ?? -1);
    const since = secondsIn();
    await shown.until(() => secondsIn() > since, 40_000, 'time that passes');
    asks.release();
    await shown.sees(/^├─ [⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] one +shell_execute until/m);
    shown.signal('SIGINT');
    expect(await shown.ended).toBe(0);
    expect(shown.isFullScreen).toBe(false);
    // Whoever leaves is told how to come back, and the tree stays where it was.
    expect(shown.text()).toMatch(/loom watch [0-9a-f-]{36}/);
    expect(shown.text()).toContain('ended with 130');
    expect(filesOf(folder)).toEqual({});
  });
});

describe('what answers at once', () => {
  const nobody = '00000000-0000-4000-8000-000000000000';
  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, HOME: loom().home, ...env } });

  it.each([
    ['help', ['--help'], 0],
    ['help on a command', ['help', 'serve'], 0],
    ['the version', ['--version'], 0],
    ['a status', ['status', nobody], 2],
  ])('loads neither the container nor what only a server needs: %s', (_, args, code) => {
    const folder = mkdtempSync(join(loom().home, 'loaded-'));
    const ended = run([LOOM, ...args, '--server', loom().url], { NODE_V8_COVERAGE: folder });
    expect(ended.status, ended.stderr).toBe(code);
    const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    const loaded = texts.flatMap((text) => (JSON.parse(text) as { result: { url: string }[] }).result);
    const files = loaded.map(({ url }) => url).filter((url) => url.startsWith('file:'));
    expect(files.length).toBeGreaterThan(3);
    const sources = files.map((url) => readFileSync(new URL(url), 'utf8'));
    // In a bundle the file that a part is from is written before it.
    for (const name of ['@nestjs', 'bullmq', 'typeorm', 'ioredis', 'fastify', 'class-validator'])
      expect(
        sources.filter((text) => text.includes(`node_modules/${name}`)),
        name,
      ).toEqual([]);
    expect(files.filter((url) => /nestjs|bullmq|typeorm|ioredis|fastify|class-validator/.test(url))).toEqual([]);
  });
});
