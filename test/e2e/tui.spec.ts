import { spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { plan } from '#testing';
import { filesOf, Hold, sharedLoom, writesOwnFile } from './support/index.js';
import { TestTerminal } from './support/terminal.js';

const loom = sharedLoom();
const ARROW = { up: '\u001b[A', down: '\u001b[B' };

async function terminal(
  args: readonly string[] = [],
  size: { columns?: number; rows?: number; env?: Record<string, string> } = {},
): Promise<TestTerminal> {
  const { url } = await loom().observed();
  const shown = await TestTerminal.start(['tui', ...args, '--server', url], { home: loom().home, ...size });
  onTestFinished(() => shown.close());
  return shown;
}
/** For a look at it: LOOM_TUI_SCREENS names a file. */
const keep = (shown: TestTerminal, what: string): void => {
  const file = process.env['LOOM_TUI_SCREENS'];
  if (file !== undefined) appendFileSync(file, `--- ${what}\n${shown.text()}\n`);
};
const fits = (shown: TestTerminal, columns: number): boolean => shown.lines().every((line) => line.length < columns);

/** `script` of util-linux makes the terminal; others of that name take other options. */
const missing = /util-linux/.test(spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? '')
  ? ''
  : ' [skipped: there is no script command of util-linux]';

describe.skipIf(missing !== '')(`loom tui${missing}`, () => {
  it('shows tasks, plan, output and diff, and approves, reverts and leaves by a key', async () => {
    const { id, files } = await loom().begin(
      'make the first file',
      { plan: ['one', { id: 'two', depends_on: ['one'] }], work: writesOwnFile },
      { body: { approval_mode: 'manual' } },
    );
    await loom().until(id, 'approval_requested');
    const shown = await terminal([id]);
    await shown.sees(/one waits for you/);
    await shown.sees(/a approve · x reject/);
    await shown.sees('make the first file');
    expect(shown.isFullScreen).toBe(true);
    expect(fits(shown, 80)).toBe(true);
    keep(shown, 'waiting');
    shown.type('x');
    await shown.sees(/Why not one\?/);
    shown.type('say it twice\r');
    await shown.sees('one is rejected');
    let requests = 0;
    await loom().until(id, (event) => event.event_type === 'approval_requested' && ++requests === 2);
    const [second] = (await loom().task(id)).pending_approvals;
    await shown.sees(`one waits for you (${second?.hash.slice(0, 8)})`);
    // Nothing is approved that was not on the screen.
    shown.type('a');
    await shown.sees(/every result is .*risk\)[\s\S]*\+one/);
    await shown.sees(/a again approves/);
    keep(shown, 'question');
    expect((await loom().task(id)).pending_approvals).toHaveLength(1);
    shown.type('a');
    await shown.sees('one is approved');
    await shown.sees(/two waits for you/);
    shown.type('2');
    await shown.sees(/\d\d:\d\d:\d\d one: /);
    keep(shown, 'output');
    shown.type('a');
    await shown.sees('+two');
    shown.type('a');
    await loom().ended(id);
    await shown.sees(/completed +2\/2/);
    shown.type('3');
    await shown.sees('+two');
    keep(shown, 'diff');
    expect(files()).toEqual({ 'one.txt': 'one\n', 'two.txt': 'two\n' });
    shown.type('r');
    await shown.sees(/Take back all/);
    shown.type('y');
    await shown.sees(/As before: .*one\.txt/);
    await shown.sees('No file was changed.');
    expect(files()).toEqual({});
    keep(shown, 'reverted');
    // A failed task goes on before one's eyes when it is tried again.
    let isRefused = true;
    const again = await loom().begin('fail at first', {
      plan: () => (isRefused ? { status: 403, text: 'not yours' } : plan(['late'])),
      work: writesOwnFile,
    });
    await loom().ended(again.id);
    await shown.sees(/fail at first +failed/);
    shown.type(ARROW.up);
    shown.type('1');
    await shown.sees(/fail at first +failed ·[\s\S]*refuses the key[\s\S]*t retry/);
    isRefused = false;
    shown.type('t');
    await shown.sees(/fail at first +completed · 1\/1[\s\S]*✓ late/);
    keep(shown, 'retried');
    shown.type('q');
    expect(await shown.ended).toBe(0);
    expect(shown.isFullScreen).toBe(false);
    expect(shown.text()).toMatch(/ended with 0[\s\S]* icanon /);
  });

  it('steers, pauses, resumes and cancels the task that is chosen, at any size of the window', async () => {
    const held = Hold.on('executor', 'one');
    let calls = 0;
    // The call that a pause has ended is made again: the task is at work until it is cancelled.
    const again = new Hold(({ role, subtask }) => role === 'executor' && subtask === 'one' && ++calls === 2);
    const { id } = await loom().begin('stay at work', { plan: ['one'], work: writesOwnFile, holds: [held, again] });
    await held.reached();
    const shown = await terminal([id]);
    await shown.sees(/one .*asking the model/);
    shown.resize(60, 16);
    await shown.sees(/q quit/);
    await shown.until(() => fits(shown, 60) && shown.text().includes('stay at work'));
    keep(shown, 'small');
    shown.resize(30, 8);
    await shown.sees(/too small/);
    shown.resize(120, 30);
    await shown.sees(/one .*asking the model/);
    keep(shown, 'large');
    shown.type('s');
    await shown.sees(/Tell it:/);
    shown.type('use tabq\u007fs\r');
    await shown.sees('very next model call');
    expect(await loom().until(id, 'steer_instruction')).toMatchObject({ instruction: 'use tabs' });
    shown.type('p');
    await loom().until(id, 'task_paused');
    await shown.sees(/p resume/);
    shown.type('p');
    await loom().until(id, 'task_resumed');
    await again.reached();
    await shown.sees(/p pause/);
    shown.type('r');
    await shown.sees(/c cancels it, then r/);
    shown.type('c');
    await shown.sees(/for good/);
    shown.type('n');
    await shown.sees(/q quit/);
    expect((await loom().task(id)).status).not.toBe('cancelled');
    shown.type('c');
    await shown.sees(/for good/);
    shown.type('y');
    await loom().until(id, 'task_cancelled');
    await shown.sees(/cancelled/);
    await shown.until(() => /r revert · q quit/.test(shown.text()) && !shown.text().includes('c cancel'));
    held.release();
    again.release();
    shown.type(ARROW.down);
    await shown.sees(/› .*make the first file|› (?!.*stay at work)/);
    // Ctrl-C, as every command is ended by it.
    shown.type('\u0003');
    await shown.ended;
    expect(shown.text()).toMatch(/ended with 130/);
  });

  it('writes no colour under NO_COLOR', async () => {
    const shown = await terminal([], { env: { NO_COLOR: '1' } });
    await shown.sees(/q quit/);
    shown.type('q');
    expect(await shown.ended).toBe(0);
    expect(shown.raw).not.toMatch(/\u001b\[(?:3[0-7]|9[0-7]|38;)/);
  });

  it.each(['SIGTERM', 'SIGHUP'] as const)('gives the terminal back after %s', async (name) => {
    const shown = await terminal();
    await shown.sees(/q quit/);
    shown.signal(name);
    await shown.ended;
    expect(shown.isFullScreen).toBe(false);
    expect(shown.text()).toMatch(/ended with 130[\s\S]* icanon /);
  });

  it('says what is wrong on the usual screen where there is no server or no terminal', async () => {
    const away = await TestTerminal.start(['tui', '--server', 'http://127.0.0.1:9'], { home: loom().home });
    onTestFinished(() => away.close());
    await away.ended;
    expect(away.raw).not.toContain('\u001b[?1049h');
    expect(away.text()).toMatch(/no Loom answers[\s\S]*ended with 3/);
    const piped = await loom().cli(['tui']);
    expect([piped.code, piped.stderr]).toEqual([2, expect.stringMatching(/needs a terminal.*loom watch/s)]);
    expect(filesOf(loom().workspace)).toEqual({});
  });
});
