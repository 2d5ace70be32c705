import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { environment, home, LOOM, loom, stub, useCommand } from './command.js';
import { ended } from './ended.js';
import { ID, OTHER, rows, running, task } from './told.js';

useCommand();

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
    expect(stdout).toContain('! uv.lock has changed: run uv sync\n');
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
    const conflicts = [
      { path: 'a.js', before: null, after: side('made\nmore'), current: side(null) },
      { path: 'b.js', before: side('made'), after: side('made\nmore'), current: side('made\nmine\n') },
    ];
    const api = await stub({ [`POST /tasks/${ID}/revert`]: { status: 409, json: { detail: 'No.', conflicts } } });
    const { code, stderr } = await loom(['revert', ID, '--server', api.url]);
    expect([code, stderr]).toEqual([
      1,
      '  a.js\n    before:  no file\n    task:    made\n    now:     4 bytes\n' +
        '  b.js, line 2\n    before:  ends before\n    task:    more\n    now:     mine\nloom: No.\n',
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
