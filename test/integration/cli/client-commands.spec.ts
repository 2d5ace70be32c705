import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../apps/cli/src/catalogue.js';
import { home, loom, nowhere, stub, useCommand } from './command.js';
import { ID } from './told.js';

useCommand();

describe('the command line', () => {
  it.each([
    [[], /Usage: loom/],
    [['stauts'], /Did you mean status\?/],
    [['list', '--jsno'], /Did you mean --json\?/],
    [['status'], /missing required argument/],
    [['status', 'a', 'b'], /too many arguments/],
    [['list', '--limit', '0'], /whole number/],
    [['run', ' '], /goal is empty/],
    [['run', 'x', '--approval-mode', 'maybe'], /Allowed choices are auto, manual, confidence_threshold/],
    [['run', 'x', '--priority', '10'], /from 0 to 9/],
    [['run', 'x', '--context', 'nokey'], /--context "nokey" is not KEY=VALUE/],
    [['run', 'x', '--metadata', '=b'], /--metadata "=b" is not KEY=VALUE/],
    [['run', 'x', '--max-seconds', '0'], /whole number of at least 1/],
    [['run', 'x', '--max-tokens', '1e6'], /whole number of at least 1/],
    [['worker', 'plan'], /did you mean planner/],
    [['status', '../../health', '--server', 'http://127.0.0.1:1'], /not a task id/],
    [['status', 'a', '--server', 'ftp://x'], /http or https/],
    [['status', 'a', '--config', 'missing.toml'], /no file/],
    [['status', 'a', '--config', 'missing.toml', '--server', 'http://127.0.0.1:1'], /no file/],
  ])('refuses %j with code 2', async (words, said) => {
    const { code, stderr, stdout } = await loom(words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(said);
  });

  it('says what to do about a line it cannot read, as JSON too', async () => {
    expect((await loom(['list', '--bogus'])).stderr).toBe(
      "loom: unknown option '--bogus'\n`loom list --help` shows what there is.\n",
    );
    const { error } = JSON.parse((await loom(['stauts', '--json'])).stderr) as { error: object };
    expect(error).toEqual({
      code: 'wrong_usage',
      message: "unknown command 'stauts'\n(Did you mean status?)",
      remedy: '`loom --help` shows what there is.',
      exit_code: 2,
    });
  });

  it('has help with an example for every command, and for the whole', async () => {
    expect((await loom(['--help'])).stdout).toMatch(/run <goal>[\s\S]*Example/);
    expect((await loom(['--help'])).stdout).toContain('$LOOM_TOKEN');
    expect((await loom(['-h'])).stdout).toBe((await loom(['--help'])).stdout);
    const helps = await Promise.all(COMMANDS.slice(0, 6).map((spec) => loom([spec.name, '--help'])));
    for (const { code, stdout } of helps)
      expect([code, /Examples?:\n {2}\$ |Examples?:/.test(stdout)]).toEqual([0, true]);
    expect(COMMANDS.every((spec) => spec.examples.length > 0)).toBe(true);
    expect((await loom(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('says with code 3 that no server answers', async () => {
    const { code, stderr } = await loom(['list', '--server', nowhere]);
    expect(code).toBe(3);
    expect(stderr).toContain(`no Loom answers at ${nowhere} (ECONNREFUSED)\n`);
    expect(stderr).toContain('loom serve');
  });

  it('starts no server of its own where one was named', async () => {
    expect((await loom(['run', 'x'], { LOOM_SERVER_URL: nowhere })).code).toBe(3);
  });

  it('takes global options before and after the command, and sends the token', async () => {
    const api = await stub({ 'GET /models': { json: [] } });
    const before = await loom(['--json', '--server', api.url, '--token', 'secret-1', 'models']);
    const after = await loom(['models', '--server', api.url, '--token', 'secret-2', '--json']);
    expect([before.stdout, after.stdout]).toEqual(['[]\n', '[]\n']);
    expect(api.calls.map((c) => c.headers.authorization)).toEqual(['Bearer secret-1', 'Bearer secret-2']);
  });

  it('prints a problem as one sentence with its pointers, and as JSON with --json', async () => {
    const problem = {
      type: 'about:blank',
      title: 'Bad',
      status: 400,
      detail: 'The body is wrong.',
      errors: [{ pointer: '/goal', detail: 'is \u001b[31mtoo long' }],
    };
    const api = await stub({ 'POST /tasks': { status: 400, json: problem } });
    const { code, stderr } = await loom(['run', 'x', '--server', api.url]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'loom: The body is wrong: /goal: is too long\n' });
    const json = JSON.parse((await loom(['run', 'x', '--server', api.url, '--json'])).stderr) as { error: object };
    expect(json.error).toMatchObject({ code: 'refused', exit_code: 2 });
  });

  it.each([
    [401, 2],
    [404, 2],
    [409, 1],
    [500, 1],
    [503, 3],
  ])('turns status %i into code %i', async (status, expected) => {
    const api = await stub({ [`DELETE /tasks/${ID}`]: { status, json: { detail: 'no' } } });
    expect((await loom(['cancel', ID, '--server', api.url])).code).toBe(expected);
  });

  it('says that what answers is not Loom', async () => {
    const api = await stub({ 'GET /models': { type: 'text/html', body: Buffer.from('<html>') } });
    const { code, stderr } = await loom(['models', '--server', api.url]);
    expect([code, stderr]).toEqual([3, expect.stringContaining('is not Loom')]);
  });

  it.each([404, 405])('says so too of a server that answers %i as Loom does not', async (status) => {
    const api = await stub({ 'GET /models': { status, type: 'application/json', json: { error: 'path not found' } } });
    const { code, stderr } = await loom(['models', '--server', api.url]);
    expect([code, stderr]).toEqual([3, expect.stringMatching(/is not Loom[^]*Check --server/)]);
  });
});

describe('completion', () => {
  it('offers commands, flags and values in bash', async () => {
    const { stdout } = await loom(['completion', 'bash']);
    const script = join(home, 'loom.bash');
    writeFileSync(script, stdout);
    const complete = (...words: string[]) =>
      execFileSync('bash', [
        '-c',
        'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _loom; echo "${COMPREPLY[*]}"',
        script,
        'loom',
        ...words,
      ])
        .toString()
        .trim();
    expect(complete('st')).toBe('status steer');
    expect(complete('run', '--appr')).toBe('--approval-mode');
    expect(complete('run', '--approval-mode', 'm')).toBe('manual');
    expect(complete('--json', 'worker', 'pl')).toBe('planner');
  });
});
