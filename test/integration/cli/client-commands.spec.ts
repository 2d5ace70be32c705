import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CreateTaskBody } from '#contracts';
import { COMMANDS } from '../../../apps/cli/src/catalogue.js';
import { ended, type Ended } from './ended.js';
import { StubApi } from './stub-api.js';

/* The real command, from dist, against a stub of the API. */

const LOOM = fileURLToPath(new URL('../../../dist/apps/cli/src/main.js', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'loom-cli-home-'));
const apis: StubApi[] = [];
let nowhere = '';
beforeAll(async () => {
  // A port that was free a moment ago; fetch refuses the well-known ones.
  const api = await StubApi.start({});
  nowhere = api.url;
  await api.close();
});
beforeAll(() => expect(statSync(LOOM).isFile(), 'build first: npm run build').toBe(true));
afterEach(async () => void (await Promise.all(apis.splice(0).map((api) => api.close()))));
afterAll(() => rmSync(home, { recursive: true }));

const stub = async (routes: Parameters<typeof StubApi.start>[0]): Promise<StubApi> => {
  const api = await StubApi.start(routes);
  apis.push(api);
  return api;
};

const environment = (env: object): NodeJS.ProcessEnv => {
  const clean = Object.entries(process.env).filter(([name]) => !/^(LOOM_|NO_COLOR|FORCE_COLOR)/.test(name));
  return { ...Object.fromEntries(clean), HOME: home, ...env };
};
const begin = (words: string[], env: object = {}) =>
  spawn(process.execPath, [LOOM, ...words], { cwd: home, env: environment(env), stdio: 'pipe' });
const loom = (words: string[], env: object = {}): Promise<Ended> => ended(begin(words, env));

const ID = '3f2a0000-0000-4000-8000-000000000001';
const OTHER = '3f2b0000-0000-4000-8000-000000000002';
const progress = { total_subtasks: 2, completed: 1, failed: 0, pending: 1, running: 0, percent_complete: 50 };
const row = (task_id: string, goal: string, created_at: string) => ({
  task_id,
  goal,
  status: 'executing',
  created_at,
  updated_at: created_at,
  progress,
});
const rows = [
  row(ID, 'the newer \u001b[31mgoal', '2026-01-02T00:00:00Z'),
  row(OTHER, 'the older goal', '2026-01-01T00:00:00Z'),
];
const subtask = {
  id: 'write',
  description: 'write it',
  status: 'completed',
  depends_on: [],
  model_tier: 1,
  verification_tier: 1,
  is_critical_path: true,
  acceptance_criteria: '',
  retry_count: 0,
  summary: 'written',
  error: null,
  started_at: null,
  completed_at: null,
  model: 'm',
  confidence: 0.9,
};
const task = (status: string, error: string | null = null) => ({
  task_id: ID,
  goal: 'the goal',
  status,
  error,
  workspace: '/w',
  approval_mode: 'auto',
  context: {},
  metadata: {},
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:01:00Z',
  completed_at: '2026-01-01T00:01:00Z',
  summary: 'all is written',
  plan: { version: 1, replanned_at: null, subtasks: [subtask] },
  progress,
  usage: { model_calls: 3, tool_calls: 4, prompt_tokens: 1000, completion_tokens: 234 },
  pending_approvals: [
    { subtask_id: 'ship', reason: 'low confidence', risk: 'medium', requested_at: '2026-01-01T00:00:00Z' },
  ],
});
const changes = [
  {
    path: 'a.js',
    operation: 'create',
    subtask_id: 'write',
    additions: 3,
    deletions: 0,
    binary: false,
    landed_at: '2026-01-01T00:00:00Z',
  },
];

const event = (sequence: number, event_type: string, more: object = {}) =>
  `id: ${sequence}\nevent: ${event_type}\ndata: ${JSON.stringify({ task_id: ID, event_type, sequence, timestamp: '2026-01-01T00:00:00Z', correlation_id: ID, ...more })}\n\n`;
const LOG = [
  event(1, 'task_created', { goal: 'the goal' }),
  event(2, 'task_plan_ready', { version: 1, subtasks: [{ id: 'write', description: 'write it', depends_on: [] }] }),
  event(3, 'subtask_started', { subtask_id: 'write', attempt: 1 }),
  event(4, 'subtask_completed', { subtask_id: 'write' }),
];
/** A server whose stream breaks after two events, then goes on from where it was asked to. */
const running = (status: string, error: string | null = null) => {
  const log = [...LOG, event(5, `task_${status}`, { error })];
  return {
    'GET /tasks': { json: rows },
    'POST /tasks': { status: 201, json: { task_id: ID, status: 'pending', message: 'created' } },
    [`GET /tasks/${ID}`]: { json: task(status, error) },
    [`GET /tasks/${ID}/changes`]: { json: changes },
    [`GET /tasks/${ID}/stream`]: (call, response) => {
      const last = Number(call.headers['last-event-id'] ?? 0);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      if (last === 0) response.write(log.slice(0, 2).join(''), () => setTimeout(() => response.destroy(), 50));
      else response.end(log.slice(last).join(''));
      return undefined;
    },
  } satisfies Parameters<typeof StubApi.start>[0];
};

describe('the command line', () => {
  it.each([
    [[], /Usage: loom/],
    [['stauts'], /Did you mean status\?/],
    [['list', '--jsno'], /Did you mean --json\?/],
    [['status'], /missing required argument/],
    [['status', 'a', 'b'], /too many arguments/],
    [['list', '--limit', '0'], /whole number/],
    [['run', ' '], /goal is empty/],
    [['run', 'x', '--priority', '10'], /from 0 to 9/],
    [['run', 'x', '--context', 'nokey'], /--context "nokey" is not KEY=VALUE/],
    [['run', 'x', '--metadata', '=b'], /--metadata "=b" is not KEY=VALUE/],
    [['run', 'x', '--max-seconds', '0'], /whole number of at least 1/],
    [['run', 'x', '--max-tokens', '1e6'], /whole number of at least 1/],
    [['worker', 'plan'], /did you mean planner/],
    [['status', '../../health', '--server', 'http://127.0.0.1:1'], /not a task id/],
    [['status', 'a', '--server', 'ftp://x'], /http or https/],
    [['status', 'a', '--config', 'missing.toml'], /no file/],
  ])('refuses %j with code 2', async (words, said) => {
    const { code, stderr, stdout } = await loom(words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(said);
  });

  it('has help with an example for every command, and for the whole', async () => {
    expect((await loom(['--help'])).stdout).toMatch(/run <goal>[\s\S]*Example/);
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
});

describe('looking at tasks', () => {
  it('lists the newest first, following pages, with nothing a terminal obeys', async () => {
    const api = await stub({
      'GET /tasks': ({ query }) =>
        query.includes('cursor=2')
          ? { json: [rows[1]] }
          : { json: [rows[0]], headers: { link: `</tasks?limit=50&cursor=2>; rel="next"` } },
    });
    const { stdout } = await loom(['list', '--server', api.url]);
    expect(
      stdout
        .split('\n')
        .slice(1, 3)
        .map((l) => l.slice(0, 36)),
    ).toEqual([ID, OTHER]);
    expect(stdout).toContain('the newer goal');
    expect(stdout).not.toContain('\u001b');
    expect(JSON.parse((await loom(['list', '--json', '--server', api.url])).stdout)).toHaveLength(2);
  });

  it('takes a unique beginning of an id, and names the tasks that an ambiguous one fits', async () => {
    const api = await stub(running('completed'));
    const { stdout, code } = await loom(['status', '3f2A', '--server', api.url]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/write +completed/);
    expect(stdout).toContain(`loom approve ${ID} ship`);
    const ambiguous = await loom(['status', '3f', '--server', api.url]);
    expect([ambiguous.code, ambiguous.stderr]).toEqual([
      2,
      expect.stringMatching(/2 tasks begin with "3f".*3f2a.*3f2b/),
    ]);
    expect((await loom(['status', 'eeee', '--server', api.url])).stderr).toContain('no task begins with');
  });

  it('gives the very bytes of a diff when no terminal shows it', async () => {
    const body = Buffer.from([0x2b, 0xff, 0xfe, 0x1b, 0x5b, 0x41, 0x0d, 0x0a]);
    const api = await stub({ [`GET /tasks/${ID}/diff`]: { type: 'text/x-diff', body } });
    const file = join(home, 'out.patch');
    const child = spawn(
      'sh',
      ['-c', `exec "$0" "$1" diff ${ID} 'a b.js' --server "$2" > "$3"`, process.execPath, LOOM, api.url, file],
      {
        env: environment({}),
        stdio: 'pipe',
      },
    );
    expect((await ended(child)).code).toBe(0);
    expect(api.calls[0]?.query).toBe('path=a+b.js');
    expect(readFileSync(file).equals(body)).toBe(true);
  });

  it.each([
    [['pause', ID], 'POST', '/pause', {}],
    [['resume', ID], 'POST', '/resume', {}],
    [['retry', ID, 'write'], 'POST', '/retry', { subtask_id: 'write' }],
    [['steer', ID, 'go left'], 'PATCH', '', { instruction: 'go left' }],
    [['feedback', ID, 'short', '--subtask', 'write'], 'POST', '/feedback', { feedback: 'short', subtask_id: 'write' }],
    [
      ['reject', ID, 'write', '--reason', 'no'],
      'POST',
      '/approve',
      { subtask_id: 'write', approved: false, reason: 'no' },
    ],
    [['revert', ID, '--subtask', 'write', '--path', 'a.js'], 'POST', '/revert', { subtask_id: 'write', path: 'a.js' }],
    [['revert', ID, '--on-conflict', 'skip'], 'POST', '/revert', { on_conflict: 'skip' }],
    [['revert', ID, '--redo'], 'POST', '/revert', { redo: true }],
  ])('%j sends what it means', async (words, method, path, body) => {
    const api = await stub({
      [`${method} /tasks/${ID}${path}`]: { json: { status: 'ok', message: 'ok', reverted: ['a.js'] } },
    });
    expect((await loom([...words, '--server', api.url])).code).toBe(0);
    expect(api.calls.map((c) => c.body)).toEqual([body]);
  });

  it('approves what it has shown and nothing else, and lists all that waits', async () => {
    const hash = 'a'.repeat(64);
    const waits = {
      ...{ subtask_id: 'ship', reason: 'it deletes', risk: 'medium', requested_at: '2026-01-01T00:00:00Z' },
      ...{ kind: 'command', hash, expires_at: '2026-01-02T00:00:00Z', proceeds_at: null, paths: [], diff: null },
      command: 'rm -r build \u001b]0;; rm -rf ~ #\u0007',
    };
    const api = await stub({
      'GET /tasks': ({ query }) => ({ json: query.includes('executing') ? rows.slice(0, 1) : [] }),
      [`GET /tasks/${ID}`]: { json: task('executing') },
      [`GET /tasks/${ID}/subtasks/ship/approval`]: { json: waits },
      [`POST /tasks/${ID}/approve`]: { json: { status: 'ok', approved: true, subtask_id: 'ship' } },
    });
    const listed = await loom(['approvals', ID, '--server', api.url]);
    expect([listed.code, listed.stdout]).toEqual([0, expect.stringContaining('$ rm -r build \\x1b]0;; rm -rf ~ #')]);
    expect(listed.stdout).toContain(`loom approve ${ID} ship --hash ${hash}`);
    expect(listed.stdout).not.toContain('\u001b');
    const approved = await loom(['approve', ID, 'ship', '--server', api.url]);
    expect([approved.code, approved.stderr]).toEqual([0, expect.stringContaining('; rm -rf ~ #')]);
    expect(api.calls.at(-1)?.body).toEqual({ subtask_id: 'ship', approved: true, hash });
  });

  it('shows what was freed, and what was left alone and why', async () => {
    const store = {
      workspace: '/home/u/p',
      bytes: 2048,
      loose_objects: 7,
      expired: 3,
      freed_bytes: 1024,
      packed: false,
    };
    const api = await stub({ 'POST /gc': { json: [{ ...store, held: 'busy' }] } });
    const done = await loom(['gc', '--server', api.url]);
    expect([done.code, api.calls.at(-1)?.body]).toEqual([0, { dry_run: false }]);
    expect(done.stdout).toMatch(/\/home\/u\/p +2\.0 KiB +3 +1\.0 KiB +a task works on it/);
    await loom(['gc', '--dry-run', '--server', api.url]);
    expect(api.calls.at(-1)?.body).toEqual({ dry_run: true });
  });

  it('names the files in the way of an undo', async () => {
    const api = await stub({
      [`POST /tasks/${ID}/revert`]: {
        status: 409,
        json: { detail: 'Your later edits are in the way.', paths: ['a.js'] },
      },
    });
    const { code, stderr } = await loom(['revert', ID, '--server', api.url]);
    expect([code, stderr]).toEqual([1, 'loom: Your later edits are in the way: a.js\n']);
  });

  it('shows what each side of a file in the way holds', async () => {
    const side = (text: string | null) => ({ blob: 'x', size: 4, text });
    const conflicts = [{ path: 'a.js', before: null, after: side('made\nmore'), current: side(null) }];
    const api = await stub({ [`POST /tasks/${ID}/revert`]: { status: 409, json: { detail: 'No.', conflicts } } });
    const { code, stderr } = await loom(['revert', ID, '--server', api.url]);
    expect([code, stderr]).toEqual([
      1,
      '  a.js\n    before:  no file\n    task:    made\n    now:     4 bytes\nloom: No.\n',
    ]);
  });

  it('says what an undo left alone, overwrote and made stale', async () => {
    const json = { reverted: ['a.js'], overwritten: ['b.js'], stale_subtasks: ['tests'] };
    const api = await stub({ [`POST /tasks/${ID}/revert`]: { json } });
    const { stdout, stderr } = await loom(['revert', ID, '--on-conflict', 'force', '--server', api.url]);
    expect(stdout).toBe('  a.js\n');
    expect(stderr).toBe(
      '1 file as before.\nLater edits overwritten: b.js. --redo brings them back.\nLanded later, and not verified without it: tests\n',
    );
  });
});

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
    expect(stdout).toMatch(
      /✓ completed 1m 00s · 3 model calls[\s\S]*all is written[\s\S]*A a\.js +\+3 -0[\s\S]*loom diff 3f2a[\s\S]*loom revert 3f2a/,
    );
  });

  it('prints every event once as a line of JSON with --json, and nothing else', async () => {
    const api = await stub(running('completed'));
    const { stdout, stderr } = await loom(['run', 'x', '--json', '--server', api.url]);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((l) => (JSON.parse(l) as { sequence: number }).sequence),
    ).toEqual([1, 2, 3, 4, 5]);
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
    expect([code, stderr]).toEqual([130, expect.stringContaining(`loom watch ${ID}`)]);
    expect(api.calls.every((c) => c.method === 'GET')).toBe(true);
  });

  it('draws a live tree on a terminal, and leaves it with the result below', async () => {
    const api = await stub(running('completed'));
    const command = `stty cols 60 rows 20; '${process.execPath}' '${LOOM}' watch ${ID} --server ${api.url}`;
    const child = spawn('script', ['-qec', command, '/dev/null'], {
      cwd: home,
      env: environment({ TERM: 'xterm', SHELL: '/bin/sh' }),
      stdio: 'pipe',
    });
    const { code, stdout } = await ended(child);
    expect(code).toBe(0);
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
    expect(bad.stdout).toMatch(/✗ git: it cannot be run .*\n {2}→ Install git/);
    expect(bad.stdout).toMatch(/! sandbox: bubblewrap \(bwrap\) is not installed.*\n {2}→ Install bubblewrap/);
    expect(bad.stdout).toMatch(
      /✗ model lost: .*does not have other:1b; it has qwen3:8b\n {2}→ Run: ollama pull other:1b/,
    );
    expect(bad.stdout).toContain(`✗ model away: nothing answers at ${nowhere} (ECONNREFUSED)`);
    expect(bad.stdout).toMatch(/✗ Redis: redis:\/\/\*\*\*@127\.0\.0\.1:1 does not answer \(ECONNREFUSED\)/);
    expect(bad.stdout).not.toContain('pass@');
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
