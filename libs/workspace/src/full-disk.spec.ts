import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDiskFull } from '#domain';
import { SmallDisk } from '#testing';
import { afterEach, describe, expect, it } from 'vitest';
import { fingerprint, makeFixture, put, type Fixture } from './fixture.js';
import type { Probe } from './landing/apply.js';

let f: Fixture;
const disks: SmallDisk[] = [];
afterEach(() => {
  f.dispose();
  for (const disk of disks.splice(0)) disk.drop();
});

type Act = 'all' | 'file' | 'redo' | 'landing';
type Outcome = { readonly kind: string };

interface Ready {
  /** The user's folder. */
  readonly user: string;
  /** Asks for it; may be repeated. */
  act(): Promise<Outcome>;
  /** What the folder is to be afterwards; null = it was not looked at. */
  readonly after: Record<string, string> | null;
}

const BYTES = 60_000;

/** A folder with a landing in it, on the given disks, and what is to happen when one of these is full. */
async function ready(act: Act, at: { user: string; data: string }, probe?: Probe): Promise<Ready> {
  f = makeFixture({ dataDir: join(at.data, 'data'), ...(probe === undefined ? {} : { probe }) });
  const user = join(at.user, 'user');
  mkdirSync(user);
  for (let n = 0; n < 6; n++) put(user, `old${n}.bin`, randomBytes(BYTES));
  put(user, 'dir/gone.bin', randomBytes(BYTES), 0o600);
  const { workspaceId } = await f.store.register(user);
  const of = { workspaceId, path: user };
  const tip = (await f.store.snapshot({ ...of, taskId: 't', tip: null })).commit;
  const original = fingerprint(user);
  const tree = await f.trees.open({ workspaceId, taskId: 't', attemptId: 'a', epoch: 1, base: tip, head: tip });
  for (let n = 0; n < 6; n++) put(tree.root, `old${n}.bin`, randomBytes(BYTES));
  for (let n = 0; n < 20; n++) put(tree.root, `new${n}/deep/file`, `${n}\n`);
  rmSync(join(tree.root, 'dir'), { recursive: true });
  const head = (await tree.snapshot()).commit;
  await tree.close();
  const verifiedTrees = [await f.store.treeId(workspaceId, head)];
  const wish = { ...of, taskId: 't', landingId: 'l', subtaskId: 's', tip, base: tip, head, protected: [] };
  const land = () => f.store.land({ ...wish, verifiedTrees });
  if (act === 'landing') return { user, act: land, after: null };
  const done = await land();
  if (done.kind !== 'landed') throw new Error(JSON.stringify(done));
  const landed = fingerprint(user);
  const undo = { ...of, onConflict: 'abort' as const };
  const first = { ...undo, undoId: 'u', tip: done.commit, landings: [{ before: done.before, commit: done.commit }] };
  if (act === 'all') return { user, act: () => f.store.revert(first), after: original };
  if (act === 'file') return { user, act: () => f.store.revert({ ...first, only: 'dir' }), after: null };
  const undone = await f.store.revert(first);
  if (undone.kind !== 'reverted') throw new Error(JSON.stringify(undone));
  const landings = [{ before: undone.before, commit: undone.commit }];
  return {
    user,
    act: () => f.store.revert({ ...undo, undoId: 'r', tip: undone.commit, landings }),
    after: landed,
  };
}

/** The disks of the folder and of the data, and the one that will be full. */
function disksFor(which: string, make: () => SmallDisk | null): { user: string; data: string; full: SmallDisk } | null {
  const full = make();
  if (full === null) return null;
  disks.push(full);
  if (which === 'both') return { user: full.dir, data: full.dir, full };
  const other = make();
  if (other === null) return null;
  disks.push(other);
  return which === 'user' ? { user: full.dir, data: other.dir, full } : { user: other.dir, data: full.dir, full };
}

/** KiB that are left. LOOM_TEST_SLOW=1: each, on either kind of disk; one for each test otherwise. */
const LEVELS = [0, 4, 8, 12, 16, 24, 48, 96, 192, 256];
const ALL = process.env['LOOM_TEST_SLOW'] === '1';
const FEW = { user: [0, 16, 96, 192], data: [0, 4, 8, 12], both: [96, 16, 8, 192] } as const;
const ACTS = ['all', 'file', 'redo', 'landing'] as const;

describe.each(['user', 'data', 'both'] as const)('on a full disk of the folder, the data, or both (%s)', (which) => {
  it.for(ACTS)(
    '%s: changes nothing and says why, however little room is left, or all of it, and works once there is some',
    { timeout: 120_000 },
    async (act, context) => {
      let [refused, kind] = [0, ACTS.indexOf(act)];
      for (const leave of ALL ? LEVELS.flatMap((kib) => [kib, kib]) : [FEW[which][ACTS.indexOf(act)] ?? 0]) {
        const at = disksFor(which, () => (kind++ % 2 === 0 ? SmallDisk.ofExt4(12) : SmallDisk.make(12)));
        if (at === null) {
          f = makeFixture();
          return context.skip(SmallDisk.trouble);
        }
        const { user, act: ask, after } = await ready(act, at);
        const before = fingerprint(user);
        at.full.fill(leave * 1024);
        const outcome = await ask().catch((error: unknown) => error);
        if (outcome instanceof Error) {
          refused += 1;
          expect(outcome, `${leave}`).toSatisfy(isDiskFull);
          expect(fingerprint(user)).toEqual(before);
        }
        at.full.free();
        expect((await ask()).kind).toBe(act === 'landing' ? 'landed' : 'reverted');
        if (after !== null) expect(fingerprint(user)).toEqual(after);
        else expect(fingerprint(user)).not.toEqual(before);
        f.dispose();
      }
      expect(refused).toBeGreaterThan(0);
    },
  );
});

it('says that the disk is full whatever else is being written at that moment', async (context) => {
  const at = disksFor('user', () => SmallDisk.make(24));
  f = makeFixture();
  if (at === null) return context.skip(SmallDisk.trouble);
  const { workspaceId } = await f.store.register(at.user);
  const of = { workspaceId, path: at.user, taskId: 't' };
  const tip = (await f.store.snapshot({ ...of, tip: null })).commit;
  const tree = await f.trees.open({ workspaceId, taskId: 't', attemptId: 'a', epoch: 1, base: tip, head: tip });
  // The second does not fit any more; the others come while what is there of it is removed.
  for (let n = 0; n < 8; n++) put(tree.root, `${n}`, randomBytes(n < 2 ? 20_000_000 : 1_000_000));
  const head = (await tree.snapshot()).commit;
  await tree.close();
  const verifiedTrees = [await f.store.treeId(workspaceId, head)];
  const wish = { ...of, landingId: 'l', subtaskId: 's', tip, base: tip, head, protected: [], verifiedTrees };
  for (let n = 0; n < 12; n++) {
    expect(await f.store.land(wish).catch((error: unknown) => error)).toSatisfy(isDiskFull);
    expect(fingerprint(at.user)).toEqual({});
  }
});

it('takes a landing back wholly, or lands it, when the disk of folder and data gets full in the middle of it', async (context) => {
  for (const [moment, becomes] of [
    // Of the folders that it makes, some are there by now.
    ['linked', 'workspace_error'],
    // All is done and nothing noted.
    ['dirs', 'landed'],
  ] as const) {
    const at = disksFor('both', () => SmallDisk.ofExt4(12));
    if (at === null) {
      f = makeFixture();
      return context.skip(SmallDisk.trouble);
    }
    let steps = 0;
    const probe = (step: string): void => {
      if (step.endsWith(moment) && ++steps === (moment === 'dirs' ? 1 : 3)) at.full.fill();
    };
    const { user, act } = await ready('landing', at, probe);
    const before = fingerprint(user);
    const outcome = await act().catch((error: unknown) => error);
    if (outcome instanceof Error) {
      expect(outcome).toMatchObject({ code: becomes });
      expect(outcome).toSatisfy(isDiskFull);
      expect(fingerprint(user)).toEqual(before);
    } else expect(outcome).toMatchObject({ kind: becomes });
    at.full.free();
    expect((await act()).kind).toBe('landed');
    f.dispose();
  }
});
