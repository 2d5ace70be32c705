import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { CreateTaskBody } from '#contracts';
import { begin, environment, home, LOOM, loom, nowhere, stub, useCommand } from './command.js';
import { ended } from './ended.js';
import { ID, LOG, running } from './told.js';

useCommand();

describe('running a goal', () => {
  it('sends everything once, follows over a broken connection, and tells the result', async () => {
    const api = await stub(running('completed'));
    const words = ['run', 'the goal', '--workspace', 'w', '--context', 'a=1', 'b=x=y', '--metadata', 'ticket=4711'];
    words.push('--protect', '*.md', '--priority', '7', '--approval-mode', 'manual', '--callback-url', 'http://me/done');
    words.push('--max-tokens', '500', '--max-model-calls', '9', '--max-seconds', '60');
    const { code, stdout, stderr } = await loom([...words, '--server', api.url]);
    expect(code).toBe(0);
    const [post] = api.calls.filter((c) => c.method === 'POST');
    // Whatever a task can be made with can be said here.
    const all: Record<keyof CreateTaskBody, unknown> = {
      goal: 'the goal',
      workspace: join(home, 'w'),
      context: { a: '1', b: 'x=y' },
      metadata: { ticket: '4711' },
      protected: ['*.md'],
      priority: 7,
      approval_mode: 'manual',
      callback_url: 'http://me/done',
      limits: { tokens: 500, model_calls: 9, seconds: 60 },
    };
    expect(post?.body).toEqual(all);
    expect(post?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    expect(stderr.match(/write: started/g)).toHaveLength(1);
    expect(stderr).toContain('the connection broke');
    expect(stderr).toContain('write: landed; uv.lock has changed: run uv sync\n');
    expect(stdout).toMatch(
      /✓ completed 1m 00s · 3 model calls[\s\S]*all is written[\s\S]*A a\.js +\+3 -0\n! uv\.lock has changed: run uv sync\n[\s\S]*loom diff 3f2a\S+ --server http:[\s\S]*loom revert 3f2a/,
    );
  });

  it('takes a goal from standard input, and refuses one that is no text', async () => {
    const api = await stub(running('completed'));
    const from = (bytes: Buffer) => {
      const child = begin(['run', '-', '--detach', '--server', api.url]);
      child.stdin.write(bytes);
      return ended(child);
    };
    expect(await from(Buffer.from([0x47, 0x72, 0xfc, 0xdf, 0x65]))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('the goal on standard input is not UTF-8 text\nSave it as UTF-8') as string,
    });
    expect((await from(Buffer.from('\ufeffGrüße'))).code).toBe(0);
    expect(api.calls.filter((c) => c.method === 'POST').map((c) => c.body)).toEqual([{ goal: 'Grüße' }]);
  });

  it('prints every event once as a line of JSON with --json, and nothing else', async () => {
    const api = await stub(running('completed'));
    const { stdout, stderr } = await loom(['run', 'x', '--json', '--server', api.url]);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((l) => (JSON.parse(l) as { sequence: number }).sequence),
    ).toEqual([1, 2, 3, 4, 5, 6]);
    expect(stderr).toBe('');
  });

  it.each(['failed', 'cancelled'])('ends with code 1 when the task %s, and says why', async (status) => {
    const api = await stub(running(status, 'No model answered. Start one.'));
    const { code, stdout } = await loom(['watch', ID, '--server', api.url]);
    expect(code).toBe(1);
    expect(stdout).toContain('No model answered. Start one.');
  });

  it('prints only the id with --detach', async () => {
    const api = await stub(running('completed'));
    expect(await loom(['run', 'x', '--detach', '--server', api.url])).toEqual({
      code: 0,
      stdout: `${ID}\n`,
      stderr: '',
    });
  });

  it('leaves the task alone on Ctrl-C, says how to reach it, and ends with 130', async () => {
    const api = await stub({
      ...running('completed'),
      [`GET /tasks/${ID}/stream`]: (_call, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(LOG.join(''));
        return undefined;
      },
    });
    const child = begin(['watch', ID, '--server', api.url]);
    child.stderr.on('data', (chunk) => String(chunk).includes('completed') && child.kill('SIGINT'));
    const { code, stderr } = await ended(child);
    expect([code, stderr]).toEqual([130, expect.stringContaining(`loom watch ${ID} --server ${api.url}\n`)]);
    expect(api.calls.every((c) => c.method === 'GET')).toBe(true);
  });

  it('draws a live tree on a terminal, and leaves it with the result below', async () => {
    const api = await stub(running('completed'));
    const watch = `'${process.execPath}' '${LOOM}' watch ${ID} --server ${api.url}`;
    const command = `stty cols 60 rows 20; ${watch} && echo NEXT && ${watch} --no-color`;
    const child = spawn('script', ['-qec', command, '/dev/null'], {
      cwd: home,
      env: environment({ TERM: 'xterm', SHELL: '/bin/sh' }),
      stdio: 'pipe',
    });
    const { code, stdout: both } = await ended(child);
    expect(code).toBe(0);
    const [stdout = '', plain = ''] = both.split('NEXT');
    const colour = /\u001b\[\d+m/;
    expect([colour.test(stdout), colour.test(plain), plain.includes('✓ completed')]).toEqual([true, false, true]);
    expect(stdout).toContain('\u001b[?25l'); // the cursor is hidden
    expect(stdout).toContain('\u001b[?25h'); // and shown again
    expect(stdout).toMatch(/└─.*✓.*write/);
    expect(stripVTControlCharacters(stdout.slice(stdout.lastIndexOf('└─')))).toContain('✓ completed 1m 00s');
  });
});

describe('init and doctor', () => {
  it('writes a configuration from the models it finds, and never over one that is there', async () => {
    const ollama = await stub({
      'GET /api/tags': { json: { models: [{ name: 'qwen3:8b' }, { name: 'nomic-embed-text' }] } },
    });
    const port = new URL(ollama.url).port;
    const nobody = ['--lm-studio-port', '1', '--vllm-port', '1', '--llama-cpp-port', '1'];
    const path = join(home, 'new', 'loom.toml');
    const first = await loom(['init', '--ollama-port', port, ...nobody, '--output', path]);
    expect([first.code, first.stderr]).toEqual([0, expect.stringContaining('Nobody can be asked')]);
    expect(readFileSync(path, 'utf8')).toMatch(
      /model = "qwen3:8b"\nroles = \["planner", "executor", "verifier", "extractor"\]/,
    );
    writeFileSync(path, 'mine');
    expect((await loom(['init', '--yes', '--ollama-port', port, ...nobody, '--output', path])).code).toBe(2);
    expect(readFileSync(path, 'utf8')).toBe('mine');
    expect((await loom(['init', '--yes', '--force', '--ollama-port', port, ...nobody, '--output', path])).code).toBe(0);
  });

  it('finds what is wrong and says how to mend it, without a server', async () => {
    const ollama = await stub({ 'GET /api/tags': { json: { models: [{ name: 'qwen3:8b' }] } } });
    const config = join(home, 'doctor.toml');
    const model = (name: string, wanted: string, url: string) =>
      `[models.${name}]\nprovider = "ollama"\nbase_url = "${url}"\nmodel = "${wanted}"\nroles = ["planner", "executor", "verifier", "extractor"]\n`;
    const data = `[memory]\ndatabase_path = "${join(home, 'data', 'loom.db')}"\n`;
    writeFileSync(config, data + model('good', 'qwen3:8b', ollama.url));
    const good = await loom(['doctor', '--config', config]);
    expect(good.stdout).toContain('✓ model good: qwen3:8b');
    writeFileSync(
      config,
      `${data}[redis]\nurl = "redis://:pass@127.0.0.1:1"\n${model('lost', 'other:1b', ollama.url)}${model('away', 'x', nowhere)}`,
    );
    const bad = await loom(['doctor', '--config', config], { PATH: join(home, 'empty') });
    expect(bad.code).toBe(1);
    // Loom uses no other than the system's.
    expect(bad.stdout).toContain('✓ git: git version');
    expect(bad.stdout).toMatch(/! sandbox: bubblewrap \(bwrap\) is not installed.*\n {2}→ Install bubblewrap/);
    expect(bad.stdout).toMatch(
      /✗ model lost: .*does not have other:1b; it has qwen3:8b\n {2}→ Run: ollama pull other:1b/,
    );
    expect(bad.stdout).toContain(`✗ model away: nothing answers at ${nowhere} (ECONNREFUSED)`);
    expect(bad.stdout).toMatch(/✗ Redis: redis:\/\/\*\*\*@127\.0\.0\.1:1 does not answer \(ECONNREFUSED\)/);
    expect(bad.stdout).not.toContain('pass@');
    writeFileSync(config, '[redis]\nurls = 1\n');
    const unread = await loom(['doctor', '--config', config], { LOOM_REDIS_URL: 'redis://127.0.0.1:1' });
    expect(unread.code).toBe(1);
    expect(unread.stdout).toMatch(/✗ configuration: /);
    expect(unread.stdout).toMatch(/✗ Redis: redis:\/\/127\.0\.0\.1:1 does not answer/);
    expect(unread.stdout).toMatch(/[✓!] sandbox: /);
  });
});
