import { describe, expect, it } from 'vitest';
import type { ApprovalView, TaskView, WireEvent } from '#contracts';
import { accept, call } from '#testing';
import { sharedLoom, startLoom, write, type Story } from './support/index.js';

const shell = (command: string) => call('shell_execute', { command });
const ofType = (events: readonly WireEvent[], type: string): WireEvent[] => events.filter((e) => e.event_type === type);

/** `clean` counts how often its command ran, in a file; `free` has nothing to ask. */
const STORY: Story = {
  plan: ['clean', 'free'],
  work: ({ subtask, turn }) =>
    subtask === 'clean'
      ? [write('keep.txt', 'keep\n'), shell('rm old.txt && echo ran >> runs.txt')][turn]
      : turn === 0
        ? write('free.txt', 'free\n')
        : undefined,
};

const isAsked = (kind: string, subtask: string) => (e: WireEvent) =>
  e.event_type === 'approval_requested' && e['kind'] === kind && e.subtask_id === subtask;

it('a command waits through kill -9 without a worker, while other work goes on, and runs once when it is approved', async () => {
  const loom = await startLoom({});
  const { id, files, calls } = await loom.begin('ask before rm', STORY, {
    files: { 'old.txt': 'old\n' },
    body: { approval_mode: 'manual' },
  });
  const asked = await loom.until(id, isAsked('command', 'clean'));
  await loom.until(id, isAsked('landing', 'free'));
  expect(asked).toMatchObject({ command: 'rm old.txt && echo ran >> runs.txt', risk: 'medium' });
  await loom.kill();
  await loom.serve();
  const task = await loom.task(id);
  expect(task.status).toBe('waiting_approval');
  expect(task.pending_approvals.map(({ subtask_id, kind }) => [subtask_id, kind])).toEqual([
    ['clean', 'command'],
    ['free', 'landing'],
  ]);
  const atWork = async (): Promise<unknown[]> =>
    (await loom.call<{ active: number }[]>('GET', '/workers')).body.filter(({ active }) => active > 0);
  // What was last heard from the killed one is shown for a while.
  await expect.poll(atWork, { timeout: 30_000 }).toEqual([]);
  const listed = await loom.cli(['approvals', id, '--server', loom.url]);
  expect(listed.stdout).toContain('$ rm old.txt && echo ran >> runs.txt');
  expect(listed.stdout).toMatch(/\+free/);
  const turns = calls().filter((c) => c.role === 'executor' && c.subtask === 'clean').length;
  expect(turns).toBe(2);

  const wrong = { subtask_id: 'clean', approved: true, hash: '0'.repeat(64) };
  expect((await loom.call('POST', `/tasks/${id}/approve`, wrong)).status).toBe(409);
  expect((await loom.cli(['approve', id, 'clean', '--server', loom.url])).code).toBe(0);
  const landing = await loom.until(id, isAsked('landing', 'clean'));
  expect((await loom.call('POST', `/tasks/${id}/approve`, { ...wrong, hash: asked['hash'] })).status).toBe(409);
  const shown = await loom.call<ApprovalView>('GET', `/tasks/${id}/subtasks/clean/approval`);
  expect(shown.body).toMatchObject({ kind: 'landing', hash: landing['hash'], command: null });
  expect(shown.body.diff).toMatch(/deleted file mode[^]*\+ran\n(?!\+ran)/);
  expect(files()).toEqual({ 'old.txt': 'old\n' });
  for (const subtask_id of ['free', 'clean'])
    expect((await loom.call('POST', `/tasks/${id}/approve`, { subtask_id, approved: true })).status).toBe(200);
  expect((await loom.ended(id)).status).toBe('completed');
  expect(files()).toEqual({ 'free.txt': 'free\n', 'keep.txt': 'keep\n', 'runs.txt': 'ran\n' });
  // The conversation went on: nothing was asked of the model twice.
  expect(calls().filter((c) => c.role === 'executor' && c.subtask === 'clean')).toHaveLength(3);
}, 120_000);

describe('silence', () => {
  const loom = sharedLoom({ config: { execution: { approval_timeout_seconds: 1, auto_proceed_seconds: 1 } } });

  it('refuses a command, and the attempt goes on without it', async () => {
    const { id, calls, files } = await loom().begin('nobody answers', {
      plan: ['only'],
      work: ({ turn }) => [shell('psql shop -c "DROP TABLE users"'), write('a.txt', 'a\n')][turn],
    });
    expect((await loom().ended(id)).status).toBe('completed');
    expect(files()).toEqual({ 'a.txt': 'a\n' });
    const events = await loom().events(id);
    expect(ofType(events, 'approval_requested')).toMatchObject([{ kind: 'command', risk: 'high' }]);
    expect(ofType(events, 'approval_received')).toMatchObject([
      { approved: false, by: 'time', reason: 'nobody answered within 1 s' },
    ]);
    expect(ofType(events, 'tool_call_started').map((e) => e['tool'])).not.toContain('shell_execute');
    expect(calls().find((c) => c.role === 'executor' && c.turn === 1)?.text).toContain('nobody answered within 1 s');
  }, 60_000);

  it('lets work of middling confidence land in auto, after it was shown', async () => {
    const { id, files } = await loom().begin('not so sure', {
      plan: ['only'],
      work: ({ turn }) => (turn === 0 ? write('a.txt', 'a\n') : undefined),
      judge: ({ subtask }) => accept(subtask === 'only' ? 0.3 : 1),
    });
    expect((await loom().ended(id)).status).toBe('completed');
    expect(files()).toEqual({ 'a.txt': 'a\n' });
    const events = await loom().events(id);
    const [asked] = ofType(events, 'approval_requested');
    expect(asked).toMatchObject({ kind: 'landing', risk: 'medium', proceeds_at: expect.any(String) as string });
    expect(ofType(events, 'approval_received')).toMatchObject([{ approved: true, by: 'time', hash: asked?.['hash'] }]);
  }, 60_000);

  it('fails a result that had to be approved, with a sentence', async () => {
    const { id, files } = await loom().begin(
      'nobody looks',
      { plan: ['only'], work: ({ turn }) => (turn === 0 ? write('a.txt', 'a\n') : undefined) },
      { body: { approval_mode: 'manual' } },
    );
    const task: TaskView = await loom().ended(id);
    expect([task.status, files()]).toEqual(['failed', {}]);
    expect(task.error).toMatch(/nobody answered within 1 s.*loom approvals.*loom retry/);
    expect(task.pending_approvals).toEqual([]);
    const late = await loom().call('POST', `/tasks/${id}/approve`, { subtask_id: 'only', approved: true });
    expect(late.status).toBe(409);
  }, 60_000);
});
