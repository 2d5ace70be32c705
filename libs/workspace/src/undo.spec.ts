import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PastLanding, RevertOutcome, RevertWish } from '#conductor';
import { fingerprint, makeFixture, put, type Fixture } from './fixture.js';

let f: Fixture;
let workspaceId: string;
let tip: string;
let n = 0;
let landings: PastLanding[] = [];
const taskId = '4b2c1f1e-0000-4000-8000-000000000009';

beforeEach(() => {
  f = makeFixture();
  landings = [];
});
afterEach(() => f.dispose());

const text = (path: string): string => readFileSync(join(f.user, path), 'utf8');

async function start(): Promise<void> {
  workspaceId = (await f.store.register(f.user)).workspaceId;
  tip = (await f.store.snapshot({ workspaceId, path: f.user, tip: null, taskId })).commit;
}

/** What the user did since is taken in. */
async function look(): Promise<void> {
  tip = (await f.store.snapshot({ workspaceId, path: f.user, tip, taskId })).commit;
}

/** An attempt from the tip, landed. `touched`: all that its step names; absent = everything is looked at. */
async function landed(edit: (root: string) => void, touched?: readonly string[]): Promise<PastLanding> {
  const id = `l${++n}`;
  const tree = await f.trees.open({ workspaceId, taskId, attemptId: id, epoch: 1, base: tip, head: tip });
  edit(tree.root);
  const { commit: head } = await tree.snapshot(touched);
  await tree.close();
  const verifiedTrees = [await f.store.treeId(workspaceId, head)];
  const names = { landingId: id, workspaceId, path: f.user, taskId, subtaskId: id };
  const outcome = await f.store.land({ ...names, tip, base: tip, head, verifiedTrees, protected: [] });
  if (outcome.kind !== 'landed') throw new Error(JSON.stringify(outcome));
  tip = outcome.commit;
  const past = { before: outcome.before, commit: outcome.commit };
  landings.push(past);
  return past;
}

async function revert(
  landings: readonly PastLanding[],
  more: Partial<Pick<RevertWish, 'only' | 'onConflict'>> = {},
): Promise<RevertOutcome> {
  const at = { undoId: `u${++n}`, workspaceId, path: f.user, tip };
  const outcome = await f.store.revert({ ...at, landings, onConflict: 'abort', ...more });
  if (outcome.kind === 'reverted') tip = outcome.commit;
  return outcome;
}

async function reverted(...args: Parameters<typeof revert>): Promise<RevertOutcome & { kind: 'reverted' }> {
  const outcome = await revert(...args);
  if (outcome.kind !== 'reverted') throw new Error(JSON.stringify(outcome));
  return outcome;
}

describe('an undo of a part', () => {
  it('names what it took back, and repeated or followed by all of it runs over nothing twice', async () => {
    put(f.user, 'a', 'A\n');
    put(f.user, 'b', '1\n');
    await start();
    const before = fingerprint(f.user);
    const first = await landed((root) => {
      put(root, 'a', 'B\n');
      put(root, 'b', '2\n');
    });
    const second = await landed((root) => put(root, 'a', 'C\n'));
    const part = await reverted([second, first], { only: 'a' });
    expect(part.taken).toEqual([
      { commit: second.commit, paths: ['a'], whole: true },
      { commit: first.commit, paths: ['a'], whole: false },
    ]);
    expect(text('a')).toBe('A\n');
    // The user goes on where the undo left the file.
    put(f.user, 'a', 'mine\n');
    const rest = { ...first, except: ['a'] };
    expect(await revert([rest], { only: 'a' })).toEqual({ kind: 'nothing' });
    const all = await reverted([rest]);
    expect(all.taken).toEqual([{ commit: first.commit, paths: ['b'], whole: true }]);
    expect(text('a')).toBe('mine\n');
    put(f.user, 'a', 'A\n');
    expect(fingerprint(f.user)).toEqual(before);
  });

  it('takes both ends of a rename', async () => {
    put(f.user, 'old', `${'line\n'.repeat(50)}`);
    put(f.user, 'other', 'x');
    await start();
    const moved = await landed((root) => {
      rmSync(join(root, 'old'));
      put(root, 'new', 'line\n'.repeat(50));
      put(root, 'other', 'y');
    });
    const part = await reverted([moved], { only: 'new' });
    expect(part.taken[0]?.paths.slice().sort()).toEqual(['new', 'old']);
    expect([existsSync(join(f.user, 'old')), existsSync(join(f.user, 'new')), text('other')]).toEqual([
      true,
      false,
      'y',
    ]);
  });

  it('leaves what it skips standing, to be undone later', async () => {
    put(f.user, 'a', 'old\n');
    await start();
    const landing = await landed((root) => {
      put(root, 'a', 'loom\n');
      put(root, 'b', 'new\n');
    });
    put(f.user, 'a', 'user\n');
    const skipped = await reverted([landing], { onConflict: 'skip' });
    expect(skipped.taken).toEqual([{ commit: landing.commit, paths: ['b'], whole: false }]);
    expect([text('a'), existsSync(join(f.user, 'b'))]).toEqual(['user\n', false]);
    put(f.user, 'a', 'loom\n');
    put(f.user, 'b', 'made by hand\n');
    const later = await reverted([{ ...landing, except: ['b'] }]);
    expect(later.taken).toEqual([{ commit: landing.commit, paths: ['a'], whole: true }]);
    expect([text('a'), text('b')]).toEqual(['old\n', 'made by hand\n']);
  });
});

it('gives a file back with its rights where a step has told only of what took its place', async () => {
  put(f.user, 'a', 'A\n', 0o444);
  // So many that theirs are the workspace's usual rights.
  for (const name of ['x', 'y', 'z']) put(f.user, name, name);
  await start();
  const before = fingerprint(f.user);
  const past = await landed(
    (root) => {
      rmSync(join(root, 'a'));
      put(root, 'a/b', 'B\n');
    },
    ['a/b'],
  );
  await reverted([past]);
  expect(fingerprint(f.user)).toEqual(before);
});

it('tells what each side holds where later edits are in the way, and binary files by their size', async () => {
  put(f.user, 'a', 'old\n');
  put(f.user, 'bin', Buffer.from([0, 1]));
  await start();
  const landing = await landed((root) => {
    put(root, 'a', 'loom\n');
    put(root, 'bin', Buffer.from([0, 2, 3]));
  });
  put(f.user, 'a', 'user\n');
  rmSync(join(f.user, 'bin'));
  const met = await revert([landing]);
  if (met.kind !== 'conflict') throw new Error(met.kind);
  expect(met.conflicts).toMatchObject([
    { path: 'a', before: { text: 'old\n' }, after: { text: 'loom\n', size: 5 }, current: { text: 'user\n' } },
    { path: 'bin', before: { text: null, size: 2 }, after: { text: null, size: 3 }, current: null },
  ]);
});

it('forces an undo over later edits, and the undo of that brings the edits back', async () => {
  put(f.user, 'a', 'old\n');
  await start();
  const landing = await landed((root) => put(root, 'a', 'loom\n'));
  put(f.user, 'a', 'user\n');
  const forced = await reverted([landing], { onConflict: 'force' });
  expect(text('a')).toBe('old\n');
  expect(forced.taken).toEqual([{ commit: landing.commit, paths: ['a'], whole: true }]);
  await reverted([forced]);
  expect(text('a')).toBe('user\n');
});

describe('an undo of the first of three, whose lines later work has changed', () => {
  const lines = (...changed: readonly (readonly [number, string])[]): string => {
    const all = Array.from({ length: 9 }, (_, at) => `${at + 1}`);
    for (const [at, line] of changed) all[at - 1] = line;
    return `${all.join('\n')}\n`;
  };
  let first: PastLanding;
  let now: Record<string, string>;

  beforeEach(async () => {
    for (const name of ['both', 'apart', 'user', 'gone', 'moded']) put(f.user, name, lines());
    put(f.user, 'old-name', lines());
    await start();
    first = await landed((root) => {
      for (const name of ['both', 'apart', 'user', 'gone']) put(root, name, lines([2, 'first']));
      put(root, 'moded', lines(), 0o755);
      put(root, 'made', 'first\n');
      renameSync(join(root, 'old-name'), join(root, 'new-name'));
    });
    await landed((root) => put(root, 'both', lines([2, 'second'])));
    await landed((root) => put(root, 'apart', lines([2, 'first'], [8, 'third'])));
    put(f.user, 'user', lines([2, 'mine']));
    put(f.user, 'new-name', lines([5, 'mine']));
    put(f.user, 'made', 'first\nmine\n');
    rmSync(join(f.user, 'gone'));
    now = fingerprint(f.user);
  });
  /** Where the undo meets later work; a file that the user changed and the undo would delete is one too. */
  const met = ['both', 'gone', 'made', 'user'];

  it('changes nothing unless told, and names each place once', async () => {
    const outcome = await revert([first]);
    if (outcome.kind !== 'conflict') throw new Error(outcome.kind);
    expect(outcome.conflicts.map(({ path }) => path).sort()).toEqual(met);
    expect(fingerprint(f.user)).toEqual(now);
  });

  it('takes the rest back when told to skip, and the undo of that brings every byte back', async () => {
    const skipped = await reverted([first], { onConflict: 'skip' });
    const then = fingerprint(f.user);
    for (const path of met) expect([path, then[path]]).toEqual([path, now[path]]);
    expect([text('apart'), text('old-name')]).toEqual([lines([8, 'third']), lines([5, 'mine'])]);
    expect([then['moded']?.slice(0, 8), then['new-name']]).toEqual(['file 644', undefined]);
    await reverted([skipped]);
    expect(fingerprint(f.user)).toEqual(now);
  });

  it('goes over later work when forced, and the undo of that brings every byte of it back', async () => {
    const forced = await reverted([first], { onConflict: 'force' });
    for (const path of ['both', 'user', 'gone']) expect([path, text(path)]).toEqual([path, lines()]);
    expect([text('apart'), existsSync(join(f.user, 'made'))]).toEqual([lines([8, 'third']), false]);
    const back = await reverted([forced]);
    expect(fingerprint(f.user)).toEqual(now);
    // And so on, as often as one likes.
    const again = await reverted([back]);
    expect(text('user')).toBe(lines());
    await reverted([again]);
    expect(fingerprint(f.user)).toEqual(now);
  });

  it('of all three, newest first, leaves nothing but what the user did', async () => {
    const whole = await reverted([...landings].reverse(), { onConflict: 'skip' });
    expect(whole.conflicts?.map(({ path }) => path).sort()).toEqual(['gone', 'made', 'user']);
    expect([text('both'), text('apart'), text('user')]).toEqual([lines(), lines(), lines([2, 'mine'])]);
    await reverted([whole]);
    expect(fingerprint(f.user)).toEqual(now);
  });
});

describe('an undo of a whole task, between whose landings the user went on', () => {
  const page = (...lines: readonly string[]): string => `${lines.join('\n\n\n\n')}\n`;
  let now: Record<string, string>;

  beforeEach(async () => {
    put(f.user, 'page', page('1', '2', '3', '4'));
    put(f.user, 'line', 'old\n');
    put(f.user, 'dropped', 'x\n');
    await start();
    await landed((root) => {
      put(root, 'page', page('loom', '2', '3', '4'));
      put(root, 'line', 'first\n');
      put(root, 'dropped', 'loom\n');
    });
    put(f.user, 'page', page('loom', 'mine', '3', '4'));
    put(f.user, 'line', 'mine\n');
    rmSync(join(f.user, 'dropped'));
    put(f.user, 'new', 'mine\n');
    await look();
    await landed((root) => {
      put(root, 'page', page('loom', 'mine', 'loom', '4'));
      put(root, 'line', 'second\n');
      put(root, 'new', 'mine\nloom\n');
    });
    put(f.user, 'page', page('loom', 'mine', 'loom', 'mine'));
    now = fingerprint(f.user);
  });
  const all = (onConflict: RevertWish['onConflict']): Promise<RevertOutcome> =>
    revert([...landings].reverse(), { onConflict });

  it('changes nothing where one of their edits is in the way, and leaves each of them when told to skip', async () => {
    const outcome = await all('abort');
    if (outcome.kind !== 'conflict') throw new Error(outcome.kind);
    expect(outcome.conflicts.map(({ path }) => path).sort()).toEqual(['dropped', 'line']);
    expect(fingerprint(f.user)).toEqual(now);
    const skipped = await all('skip');
    if (skipped.kind !== 'reverted') throw new Error(skipped.kind);
    expect([text('page'), text('line'), text('new')]).toEqual([page('1', 'mine', '3', 'mine'), 'mine\n', 'mine\n']);
    expect(existsSync(join(f.user, 'dropped'))).toBe(false);
    await reverted([skipped]);
    expect(fingerprint(f.user)).toEqual(now);
  });

  it('goes over no more than what is in the way when forced, and is undone itself', async () => {
    const forced = await all('force');
    if (forced.kind !== 'reverted') throw new Error(forced.kind);
    expect([text('page'), text('line'), text('new')]).toEqual([page('1', 'mine', '3', 'mine'), 'old\n', 'mine\n']);
    expect(text('dropped')).toBe('x\n');
    await reverted([forced]);
    expect(fingerprint(f.user)).toEqual(now);
  });
});
