import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { WireEvent } from '#contracts';
import { memory } from '#testing';
import {
  filesOf,
  freePort,
  Hold,
  oneLine,
  sharedLoom,
  startLoom,
  write,
  writesOwnFile,
  type Ended,
  type Story,
} from './support/index.js';

const loom = sharedLoom();
const ONE: Story = {
  plan: ['one'],
  work: writesOwnFile,
  learn: () => memory([{ type: 'discovery', summary: 'Quokkas are small', tags: ['animal'] }]),
};
/** Over an observer that holds each answer against the published description. */
const cli = async (...args: string[]): Promise<Ended> =>
  loom().cli(args, { env: { LOOM_SERVER_URL: (await loom().observed()).url } });
/** Machine output of a command that has to work. */
const json = async <T>(...args: string[]): Promise<T> => oneLine<T>(await cli(...args, '--json'));
const newFolder = (): string => mkdtempSync(join(loom().home, 'cli-'));

describe('loom run', () => {
  it('shows the work, the result and what to type next, and ends with 0', async () => {
    loom().tell('write one file', ONE);
    const folder = newFolder();
    const { code, stdout, stderr } = await cli('run', 'write one file', '--workspace', folder);
    expect(code, stderr).toBe(0);
    expect(filesOf(folder)).toEqual({ 'one.txt': 'one\n' });
    for (const said of ['completed', 'one.txt', 'loom diff', 'loom revert', 'by no check that fails without it: one\n'])
      expect(stdout).toContain(said);
    // Progress is no part of the result where stdout is not a terminal.
    expect(stderr).toMatch(/one/);
  });

  it('prints one event a line with --json, all of them, and ends with 1 when the task failed', async () => {
    loom().tell('will fail', { plan: () => ({ status: 403, text: 'not yours' }) });
    const { code, stdout } = await cli('run', 'will fail', '--workspace', newFolder(), '--json');
    expect(code).toBe(1);
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as WireEvent);
    expect(events.map((event) => event.sequence)).toEqual(events.map((_event, index) => index + 1));
    expect(events.at(-1)?.event_type).toBe('task_failed');
  });

  it('leaves the task alone with --detach; watch follows it to its end', async () => {
    const held = Hold.on('executor', 'one');
    loom().tell('left alone', { ...ONE, holds: [held] });
    const { code, stdout } = await cli('run', 'left alone', '--workspace', newFolder(), '--detach');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^[0-9a-f-]{36}\n$/);
    await held.reached();
    const watching = await loom().spawn(['watch', stdout.trim(), '--json', '--config', loom().configPath]);
    await watching.says(/subtask_started/);
    held.release();
    const watched = await watching.ended;
    expect(watched.code).toBe(0);
    expect(watched.stdout).toContain('"task_completed"');
    const lines = watched.stdout.trim().split('\n');
    const later = await cli('watch', stdout.trim(), '--since', '3', '--json');
    expect([later.code, later.stdout.trim().split('\n')]).toEqual([0, lines.slice(3)]);
  });

  it('sends context, protected globs, priority and approval mode, and a goal from standard input', async () => {
    const held = Hold.on('planner');
    loom().tell('from standard input', { plan: ['one'], holds: [held] });
    const args = [
      'run',
      '-',
      '--workspace',
      newFolder(),
      '--approval-mode',
      'manual',
      '--context',
      'a=1',
      'b=x y',
      '--metadata',
      'ticket=4711',
      '--max-seconds',
      '600',
      '--protect',
      'docs/**',
      '--priority',
      '9',
      '--detach',
    ];
    const { code, stdout, stderr } = await loom().cli(args, { stdin: 'from standard input' });
    expect(code, stderr).toBe(0);
    const task = await loom().task(stdout.trim());
    const context = { a: '1', b: 'x y' };
    const metadata = { ticket: '4711' };
    expect(task).toMatchObject({ goal: 'from standard input', approval_mode: 'manual', context, metadata });
    const misled = await cli('run', 'x', '--callback-url', 'mailto:me');
    expect([misled.code, misled.stderr]).toEqual([2, expect.stringMatching(/callback_url: must be an http/)]);
    expect((await cli('cancel', task.task_id)).code).toBe(0);
  });

  it('ends with 130 on Ctrl-C, says how to go on, and leaves the task running', async () => {
    const held = Hold.on('executor', 'one');
    loom().tell('watched no more', { ...ONE, holds: [held] });
    const program = await loom().spawn(['run', 'watched no more', '--workspace', newFolder(), '--json']);
    await held.reached();
    await program.says(/subtask_started/);
    const { code, stderr } = await program.kill('SIGINT');
    expect(code).toBe(130);
    const id = /loom watch (\S+)/.exec(stderr)?.[1] as string;
    expect((await loom().task(id)).status).toBe('executing');
    held.release();
    expect((await loom().ended(id)).status).toBe('completed');
  });

  it('starts a server of its own when none answers, and stops it with the run', async () => {
    const own = await startLoom({ serve: false, story: ONE });
    const { code, stdout, stderr } = await own.cli(['run', 'alone', '--workspace', own.workspace]);
    expect(code, stderr).toBe(0);
    expect(stderr).toContain('No Loom answers');
    expect(own.files()).toEqual({ 'one.txt': 'one\n' });
    expect(stdout).toContain('loom serve');
    expect(() => own.redisPid).toThrow();
    // What it left is there for the next server.
    await own.serve();
    const [task] = (await own.call<{ task_id: string; status: string }[]>('GET', '/tasks')).body;
    expect(task?.status).toBe('completed');
  });
});

describe('commands about a task', () => {
  it('show it: list, status, subtasks, trace, changes, diff, memory, revert', async () => {
    const { id, folder } = await loom().begin('to be shown', ONE, { files: { 'kept.txt': 'kept\n' } });
    await loom().ended(id);
    const short = id.slice(0, 13);
    expect((await json<{ task_id: string }[]>('list', '--status', 'completed')).map((row) => row.task_id)).toContain(
      id,
    );
    expect(await json('status', short)).toEqual(await loom().task(id));
    expect((await cli('status', id)).stdout).toMatch(/completed[^]*one/);
    expect(await json<{ id: string }[]>('subtasks', id)).toMatchObject([{ id: 'one', status: 'completed' }]);
    expect((await cli('trace', id, 'one')).stdout).toContain('write_file');
    expect(await json('changes', id)).toMatchObject([{ path: 'one.txt', operation: 'create' }]);
    const diff = await cli('diff', id);
    expect(diff.code).toBe(0);
    const copy = newFolder();
    execFileSync('git', ['apply', '-'], { cwd: copy, input: diff.stdout });
    expect(filesOf(copy)).toEqual({ 'one.txt': 'one\n' });
    expect((await cli('diff', id, 'kept.txt')).stdout).toBe('');
    expect((await cli('memory', id)).stdout).toContain('Quokkas are small');
    expect(await json<object[]>('memory', '--search', 'quokkas', '--limit', '1')).toHaveLength(1);
    writeFileSync(join(folder, 'one.txt'), 'by hand\n');
    const refused = await cli('revert', id);
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toContain('one.txt');
    writeFileSync(join(folder, 'one.txt'), 'one\n');
    expect(await json('revert', id, '--path', 'one.txt')).toEqual({ reverted: ['one.txt'] });
    expect(filesOf(folder)).toEqual({ 'kept.txt': 'kept\n' });
    // Its log has events behind the end by now.
    const watched = await cli('watch', id, '--json');
    expect([watched.code, watched.stdout.trimEnd().split('\n').at(-1)]).toEqual([
      0,
      expect.stringContaining('"changes_reverted"'),
    ]);
  });

  it('steer it: pause, steer, feedback, resume, reject, approve', async () => {
    const held = Hold.on('executor', 'one');
    const { id, calls, files } = await loom().begin(
      'to be steered',
      {
        plan: ['one'],
        work: ({ turn, retry }) => (turn === 0 ? write('one.txt', retry ? 'again\n' : 'first\n') : undefined),
        holds: [held],
      },
      { body: { approval_mode: 'manual' } },
    );
    await held.reached();
    expect((await cli('steer', id, 'Be brief.')).code).toBe(0);
    expect((await cli('feedback', id, 'No jokes.', '--subtask', 'one')).code).toBe(0);
    expect((await cli('pause', id)).code).toBe(0);
    expect((await loom().task(id)).status).toBe('paused');
    held.release();
    expect((await cli('resume', id)).code).toBe(0);
    await loom().until(id, 'approval_requested');
    expect(calls().some((c) => c.text.includes('Be brief.') && c.text.includes('No jokes.'))).toBe(true);
    const noReason = await cli('reject', id, 'one');
    expect(noReason.code).toBe(2);
    expect((await cli('reject', id, 'one', '--reason', 'too short')).code).toBe(0);
    let asked = 0;
    await loom().until(id, (event) => event.event_type === 'approval_requested' && ++asked === 2);
    expect((await cli('approve', id, 'one')).code).toBe(0);
    expect((await loom().ended(id)).status).toBe('completed');
    expect(files()).toEqual({ 'one.txt': 'again\n' });
    const again = await cli('approve', id, 'one');
    expect(again.code).toBe(1);
    expect(again.stderr).toMatch(/Nothing waits/);
  });

  it('end it and take it up again: cancel, retry, and watch says how it ended', async () => {
    const held = Hold.on('executor', 'one');
    const { id } = await loom().begin('to be cancelled', { ...ONE, holds: [held] });
    await held.reached();
    expect((await cli('cancel', id)).code).toBe(0);
    expect((await cli('watch', id)).code).toBe(1);
    expect((await cli('retry', id)).code).toBe(1);
    let broken = true;
    const failing = await loom().begin('to be retried', {
      ...ONE,
      plan: () =>
        broken
          ? { status: 403, text: 'not yours' }
          : { text: '{"subtasks":[{"id":"one","description":"Do.","acceptance_criteria":"Done."}]}' },
    });
    expect((await loom().ended(failing.id)).status).toBe('failed');
    broken = false;
    expect((await cli('retry', failing.id)).code).toBe(0);
    await loom().until(failing.id, 'task_completed');
    expect(failing.files()).toEqual({ 'one.txt': 'one\n' });
  });

  it('answer an unknown task, an unknown subtask and a broken id with a sentence and no result', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    for (const args of [
      ['status', nobody],
      ['watch', nobody],
      ['diff', nobody],
      ['steer', nobody, 'x'],
      ['status', 'zz!'],
    ]) {
      const { code, stdout, stderr } = await cli(...args);
      expect([code === 0, stdout], args.join(' ')).toEqual([false, '']);
      expect(stderr).toMatch(/^loom: \S/);
      expect(stderr).not.toMatch(/\n\s+at /);
    }
  });
});

describe('commands about the system', () => {
  it('list models, tools, workers and the configuration', async () => {
    expect(await json('models')).toMatchObject([{ name: 'main', healthy: true }]);
    expect((await cli('models')).stdout).toMatch(/main\s+scripted/);
    expect(await json<object[]>('tools')).toHaveLength(11);
    expect(await json<object[]>('workers')).toHaveLength(1);
    expect(await json('config')).toMatchObject({ server: { port: loom().port } });
  });

  it('doctor finds everything in order, or says what to mend and ends with 1', async () => {
    const well = await cli('doctor');
    expect(well.code, well.stdout).toBe(0);
    expect(well.stdout).toContain('Loom can work here.');
    const port = await freePort();
    const ill = await loom().cli(['doctor', '--json'], {
      env: { LOOM_MODELS_MAIN_BASE_URL: `http://127.0.0.1:${port}` },
    });
    expect(ill.code).toBe(1);
    const report = JSON.parse(ill.stdout) as {
      ok: boolean;
      findings: { what: string; state: string; remedy?: string }[];
    };
    expect(report.ok).toBe(false);
    expect(report.findings.filter((finding) => finding.state === 'broken')).toEqual([
      expect.objectContaining({
        what: expect.stringContaining('main') as string,
        remedy: expect.stringMatching(/\w/) as string,
      }),
    ]);
  });

  it('serve ends with 130 on Ctrl-C and leaves nothing running', async () => {
    const own = await startLoom({});
    const redis = own.redisPid;
    const { code } = await own.interrupt();
    expect(code).toBe(130);
    expect(() => process.kill(redis, 0)).toThrow();
  });

  it('end with 3 when no server answers, and with 2 on a wrong word', async () => {
    const nobody = `http://127.0.0.1:${await freePort()}`;
    for (const args of [['list'], ['models'], ['run', 'x'], ['watch', '00000000-0000-4000-8000-000000000000']]) {
      const { code, stdout, stderr } = await cli(...args, '--server', nobody);
      expect([code, stdout], stderr).toEqual([3, '']);
      expect(stderr).toContain(nobody);
    }
    const typo = await cli('stauts', 'x');
    expect(typo.code).toBe(2);
    expect(typo.stderr).toContain('status');
    expect((await cli('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await cli('--help')).code).toBe(0);
  });
});
