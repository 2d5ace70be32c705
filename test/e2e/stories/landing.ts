import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Problem, RevertAnswer, RevertBody, TaskView } from '#contracts';
import { call } from '#testing';
import { at, countCalls, Hold, write, type Story } from '../support/index.js';
import { expectProblem } from '../support/problem.js';
import { loom } from './one-loom.js';

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

it('verifies a merge before it lands, and repeats on the new state what collides', async () => {
  const lines = Array.from({ length: 9 }, (_, n) => `line ${n + 1}\n`);
  /** Each subtask's line, in one file. */
  const at_ = new Map([
    ['two', 1],
    ['three', 2],
    ['eight', 7],
  ]);
  const file = (...done: readonly string[]): Record<string, string> => {
    const changed = [...lines];
    for (const name of done) changed[at_.get(name) ?? NaN] = `${name}\n`;
    return { 'f.txt': changed.join('') };
  };
  const [two, three, eight] = ['two', 'three', 'eight'].map((name) => Hold.on('verifier', name)) as [Hold, Hold, Hold];
  let verdicts = 0;
  const merged = new Hold(({ role, subtask }) => role === 'verifier' && subtask === 'eight' && ++verdicts === 2);
  const goal = 'three at one file';
  const { id, files } = await loom().begin(
    goal,
    {
      plan: [...at_.keys()],
      work: ({ subtask, turn }) => {
        const old_str = lines[at_.get(subtask) ?? NaN] as string;
        return turn === 0 ? call('edit_file', { path: 'f.txt', old_str, new_str: `${subtask}\n` }) : undefined;
      },
      holds: [two, three, eight, merged],
    },
    { files: file() },
  );
  const landed = (subtask: string) =>
    loom().until(id, (event) => event.event_type === 'subtask_landed' && event.subtask_id === subtask);
  // All of them begin with the same file.
  for (const hold of [two, three, eight]) await hold.reached();
  two.release();
  await landed('two');
  expect(files()).toEqual(file('two'));
  eight.release();
  await merged.reached();
  // Each has been verified, but nobody has seen both together.
  expect(files()).toEqual(file('two'));
  merged.release();
  await landed('eight');
  expect(files()).toEqual(file('two', 'eight'));
  three.release();
  expect((await loom().ended(id)).status).toBe('completed');
  expect(files()).toEqual(file('two', 'three', 'eight'));
  const conflict = (await loom().events(id)).filter(({ event_type }) => event_type === 'landing_conflict');
  expect(conflict).toMatchObject([{ subtask_id: 'three', paths: ['f.txt'] }]);
  const calls = loom()
    .model.requests.map(at)
    .filter((place) => place.goal === goal);
  expect(countCalls(calls)).toMatchObject({ 'executor eight 0': 1, 'executor three 0': 2, 'verifier three 0': 2 });
  const told = calls.find(({ subtask, retry }) => subtask === 'three' && retry)?.text ?? '';
  expect(told).toMatch(/^\+three$[^]*^\+two$/m);
}, 60_000);

it('repeats on the files as the user has left them what collides with an edit of the user', async () => {
  const hold = Hold.on('verifier', 'only');
  const { id, folder, files } = await loom().begin(
    'one line more',
    {
      plan: ['only'],
      work: ({ turn }) => (turn === 0 ? call('shell_execute', { command: 'echo loom >> f.txt' }) : undefined),
      holds: [hold],
    },
    { files: { 'f.txt': 'a\n' } },
  );
  await hold.reached();
  writeFileSync(join(folder, 'f.txt'), 'a\nuser\n');
  hold.release();
  expect((await loom().ended(id)).status).toBe('completed');
  expect(files()).toEqual({ 'f.txt': 'a\nuser\nloom\n' });
  expect(await loom().attempts(id, 'only')).toBe(2);
  expect((await undo(id)).status).toBe(200);
  expect(files()).toEqual({ 'f.txt': 'a\nuser\n' });
});

it('lands what several tasks do in one folder at once without asking anybody, and undoes one of them alone', async () => {
  const goals = ['one', 'two', 'three', 'four'].map((name) => `${name} of four in one folder`);
  const page = (...done: readonly string[]): string =>
    goals.map((goal) => `${goal}: ${done.includes(goal) ? 'done' : 'open'}\n\n\n\n`).join('');
  const nameOf = (goal: string, subtask: string): string => `${goal.split(' ')[0] ?? ''}-${subtask}.txt`;
  const story = (goal: string): Story => ({
    plan: ['line', 'file'],
    work: ({ subtask, turn }) => {
      if (turn > 0) return undefined;
      if (subtask !== 'line') return write(nameOf(goal, subtask), `${goal}\n`);
      return call('edit_file', { path: 'page.md', old_str: `${goal}: open`, new_str: `${goal}: done` });
    },
  });
  const [first = '', ...others] = goals;
  const { id, folder, files } = await loom().begin(first, story(first), { files: { 'page.md': page() } });
  for (const goal of others) loom().tell(goal, story(goal));
  const ids = [id, ...(await Promise.all(others.map((goal) => loom().submit(goal, { workspace: folder }))))];
  for (const one of ids) expect((await loom().ended(one)).status).toBe('completed');
  const events = (await Promise.all(ids.map((one) => loom().events(one)))).flat();
  expect(events.filter(({ event_type }) => event_type === 'approval_requested')).toEqual([]);
  const all = (...done: readonly string[]): Record<string, string> => ({
    'page.md': page(...done),
    ...Object.fromEntries(done.map((goal) => [nameOf(goal, 'file'), `${goal}\n`])),
  });
  expect(files()).toEqual(all(...goals));
  await undo(ids[2] ?? '');
  expect(files()).toEqual(all(...goals.filter((_, n) => n !== 2)));
}, 60_000);

describe('changes, diff and revert', () => {
  it('tell what landed, one path or subtask at a time, and refuse to go over later edits', async () => {
    const {
      id: task,
      folder,
      files,
    } = await loom().begin(
      'to be undone',
      {
        plan: ['one', 'two'],
        work: ({ subtask, turn }) =>
          turn === 0 ? write(subtask === 'one' ? 'old.txt' : 'aux.txt', 'changed\n') : undefined,
      },
      { files: { 'old.txt': 'before\n' } },
    );
    expect((await loom().ended(task)).status).toBe('completed');
    // A name that Windows cannot hold lands, and the user is told.
    const noted = [{ kind: 'windows_name', path: 'aux.txt' }];
    expect((await loom().task(task)).notes).toMatchObject(noted);
    const landings = (await loom().events(task)).filter(({ event_type }) => event_type === 'subtask_landed');
    expect(landings.find(({ subtask_id }) => subtask_id === 'two')).toMatchObject({ notes: noted });
    const changes = await loom().call<{ path: string; operation: string }[]>('GET', `/tasks/${task}/changes`);
    expect(changes.body.map(({ path, operation }) => `${operation} ${path}`).sort()).toEqual([
      'create aux.txt',
      'modify old.txt',
    ]);
    expect(changes.body.find(({ path }) => path === 'old.txt')).toMatchObject({
      subtask_id: 'one',
      additions: 1,
      deletions: 1,
      binary: false,
      landed_at: expect.stringMatching(/Z$/) as string,
    });
    const diff = await loom().call<string>('GET', `/tasks/${task}/diff?path=old.txt`);
    expect(diff.headers.get('content-type')).toContain('text/x-diff');
    expect(diff.text).toContain('-before\n+changed\n');
    expect(diff.text).not.toContain('aux.txt');
    const ofTwo = (await loom().call<string>('GET', `/tasks/${task}/diff?subtask_id=two`)).text;
    expect([...ofTwo.matchAll(/^diff --git a\/(\S+) /gm)].map((match) => match[1])).toEqual(['aux.txt']);

    writeFileSync(join(folder, 'old.txt'), 'edited by hand\n');
    expect(expectProblem(await undo<Problem>(task), 409).paths).toEqual(['old.txt']);
    expect(files()).toEqual({ 'aux.txt': 'changed\n', 'old.txt': 'edited by hand\n' });
    // The two land in either order, so which one has become stale by an undo is left open here.
    expect((await undo(task, { path: 'aux.txt' })).body).toMatchObject({ reverted: ['aux.txt'] });
    expect(files()).toMatchObject({ 'old.txt': 'edited by hand\n' });
    writeFileSync(join(folder, 'old.txt'), 'changed\n');
    expect((await undo(task, { subtask_id: 'one' })).body).toMatchObject({ reverted: ['old.txt'] });
    expect(files()).toEqual({ 'old.txt': 'before\n' });
    expect((await undo(task)).body).toEqual({ reverted: [] });
    expectProblem(await loom().call('POST', `/tasks/${task}/revert`, { subtask: 'one' }), 400);
  });
});

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

describe('protected files', () => {
  it('are never changed: a tool refuses, and what a command does to one is rejected without asking a model', async () => {
    const { id, calls, files } = await loom().begin(
      'keep off',
      {
        plan: ['only'],
        work: ({ turn, retry }) =>
          retry
            ? turn === 0
              ? write('free.txt', 'mine\n')
              : undefined
            : [
                call('write_file', { path: 'docs/deep/a.md', content: 'changed\n' }),
                call('shell_execute', { command: 'echo changed > docs/deep/a.md' }),
              ][turn],
      },
      { files: { 'docs/deep/a.md': 'kept\n' }, body: { protected: ['docs/**'] } },
    );
    expect((await loom().ended(id)).status).toBe('completed');
    expect(files()).toEqual({ 'docs/deep/a.md': 'kept\n', 'free.txt': 'mine\n' });
    const repaired = calls().filter((c) => c.role === 'verifier' && c.subtask === 'only');
    expect(repaired).toHaveLength(1);
    const refused = calls().find((c) => c.role === 'executor' && c.turn === 1);
    expect(refused?.request.messages.at(-1)?.content).toMatch(/"success": ?false.*protected/s);
    expect(calls().find((c) => c.retry)?.text).toContain('docs/deep/a.md');
  });
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
