import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Problem, RevertAnswer, RevertBody, TaskView } from '#contracts';
import { sharedLoom, write } from './support/index.js';

const loom = sharedLoom();

const undo = <T = RevertAnswer>(id: string, body: RevertBody = {}) =>
  loom().call<T>('POST', `/tasks/${id}/revert`, body);

const filesOfDiff = async (id: string): Promise<string[]> => {
  const { stdout } = await loom().cli(['diff', id, '--server', loom().url]);
  return [...stdout.matchAll(/^diff --git a\/(\S+) /gm)].map((match) => match[1] ?? '');
};

/** Two subtasks, one after the other: `first` changes a.txt and adds b.txt, `second` adds c.txt. */
async function twoLandings(goal: string): ReturnType<ReturnType<typeof loom>['begin']> {
  const begun = await loom().begin(
    goal,
    {
      plan: ['first', { id: 'second', depends_on: ['first'] }],
      work: ({ subtask, turn }) => {
        if (subtask === 'second') return turn === 0 ? write('c.txt', 'c\n') : undefined;
        return turn === 0 ? write('a.txt', 'loom\n') : turn === 1 ? write('b.txt', 'b\n') : undefined;
      },
    },
    { files: { 'a.txt': 'old\n' } },
  );
  expect((await loom().ended(begun.id)).status).toBe('completed');
  return begun;
}

describe('undo', () => {
  it('lists both sides of what is in the way, skips it when told, and is redone', async () => {
    const { id, folder, files } = await twoLandings('undo with edits in the way');
    writeFileSync(join(folder, 'a.txt'), 'mine\n');
    const edited = files();
    const refused = await undo<Problem>(id);
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      paths: ['a.txt'],
      conflicts: [{ path: 'a.txt', before: { text: 'old\n' }, after: { text: 'loom\n' }, current: { text: 'mine\n' } }],
    });
    expect(files()).toEqual(edited);
    const skipped = await undo(id, { on_conflict: 'skip' });
    expect(skipped.body).toEqual({ reverted: ['b.txt', 'c.txt'], skipped: ['a.txt'] });
    expect(files()).toEqual({ 'a.txt': 'mine\n' });
    expect((await undo(id, { redo: true })).body.reverted.sort()).toEqual(['b.txt', 'c.txt']);
    expect(files()).toEqual(edited);
    const forced = await loom().cli(['revert', id, '--on-conflict', 'force', '--server', loom().url]);
    expect([forced.code, files()]).toEqual([0, { 'a.txt': 'old\n' }]);
    expect(forced.stderr).toContain('Later edits overwritten: a.txt');
    const redone = await loom().cli(['revert', id, '--redo', '--server', loom().url]);
    expect([redone.code, files()]).toEqual([0, edited]);
    expect((await undo(id, { redo: true })).body).toEqual({ reverted: [] });
  }, 60_000);

  it('of a part stays one: repeated or completed, it runs over nothing that came since', async () => {
    const { id, folder, files } = await twoLandings('undo by parts');
    expect((await undo(id, { path: 'a.txt' })).body).toEqual({ reverted: ['a.txt'], stale_subtasks: ['second'] });
    expect(await filesOfDiff(id), 'the diff shows what is left').toEqual(['b.txt', 'c.txt']);
    writeFileSync(join(folder, 'a.txt'), 'mine\n');
    expect((await undo(id, { path: 'a.txt' })).body).toEqual({ reverted: [] });
    expect((await undo(id, { subtask_id: 'first' })).body).toEqual({ reverted: ['b.txt'], stale_subtasks: ['second'] });
    expect(files()).toEqual({ 'a.txt': 'mine\n', 'c.txt': 'c\n' });
    const changes = await loom().call<{ path: string }[]>('GET', `/tasks/${id}/changes`);
    expect(changes.body.map(({ path }) => path)).toEqual(['c.txt']);
    expect(await filesOfDiff(id)).toEqual(['c.txt']);
    const events = await loom().events(id);
    expect(events.filter((e) => e.event_type === 'changes_reverted')).toMatchObject([
      { paths: ['a.txt'], stale_subtasks: ['second'] },
      { paths: ['b.txt'], stale_subtasks: ['second'] },
    ]);
  }, 60_000);
});

describe('sensitive files', () => {
  it('wait for a person even in approval mode auto, and are asked about again in the next attempt', async () => {
    const { id, files } = await loom().begin('touch what runs', {
      plan: ['hook'],
      work: ({ turn, retry }) => (turn === 0 ? write('.envrc', retry ? 'second\n' : 'first\n') : undefined),
    });
    const asked = await loom().until(id, 'approval_requested');
    expect(asked).toMatchObject({ risk: 'high', paths: ['.envrc'] });
    const task = await loom().call<TaskView>('GET', `/tasks/${id}`);
    expect(task.body.pending_approvals).toMatchObject([{ subtask_id: 'hook', risk: 'high' }]);
    expect(files()).toEqual({});
    const answer = (approved: boolean) =>
      loom().call('POST', `/tasks/${id}/approve`, { subtask_id: 'hook', approved, reason: 'because' });
    expect((await answer(false)).status).toBe(200);
    await loom().until(id, (e) => e.event_type === 'approval_requested' && e.sequence > asked.sequence);
    expect(files()).toEqual({});
    expect((await answer(true)).status).toBe(200);
    expect((await loom().ended(id)).status).toBe('completed');
    expect(files()).toEqual({ '.envrc': 'second\n' });
  }, 60_000);
});

it('shows and frees the stores of workspaces from the command line', async () => {
  const { id, folder } = await loom().begin('leave a store', { plan: ['only'] });
  await loom().ended(id);
  const dry = await loom().cli(['gc', '--dry-run', '--json', '--server', loom().url]);
  expect(dry.code).toBe(0);
  const stores = JSON.parse(dry.stdout) as { workspace: string; bytes: number; held: string | null }[];
  expect(stores.find((store) => store.workspace === folder)).toMatchObject({ held: null, expired: 0 });
  expect((await loom().cli(['gc', '--server', loom().url])).code).toBe(0);
  const doctor = await loom().cli(['doctor', '--json', '--config', loom().configPath]);
  expect(doctor.stdout).toMatch(/"what": ?"workspaces"/);
}, 60_000);
