import assert from 'node:assert/strict';
import childProcess from 'node:child_process';
import fs from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { GitAttemptTrees } from './attempt/git-attempt-trees.js';
import { HeadStore } from './attempt/commit-source.js';
import { act, type Edit } from './edits.fixture.js';
import { fingerprint } from './fixture.js';
import { GitTreeStore } from './git-tree-store.js';
import { DEFAULT_LIMITS } from './tree-store-options.js';

export type Act =
  | { readonly kind: 'user'; readonly edits: readonly Edit[] }
  /** From an earlier state, where `lag` is not 0. A failed one never passes its verification. */
  | { readonly kind: 'attempt'; readonly lag: number; readonly fails: boolean; readonly steps: readonly Step[] }
  /** Of a landing or of an earlier undo. */
  | { readonly kind: 'undo'; readonly which: number };

export interface Step {
  /** A tool names what it touched; after a command everything is looked at. */
  readonly by: 'tool' | 'shell';
  readonly edits: readonly Edit[];
}

export interface Played {
  readonly options: { readonly dataDir: string; readonly scratchDir: string };
  readonly user: string;
  /** What the user's folder would be if nobody but the user had ever touched it. */
  readonly model: string;
  readonly stateFile: string;
  readonly workspaceId: string;
  readonly acts: readonly Act[];
}

/**
 * How one process of the play ends, counted in calls that change something or in steps of what is written to the user's
 * folder, and what the user does meanwhile, at such a step.
 */
export interface Fate {
  readonly kill?: { readonly at: number; readonly of: 'calls' | 'steps'; readonly group: boolean };
  readonly meddle?: { readonly at: number; readonly edits: readonly Edit[] };
}

type Prints = Readonly<Record<string, string>>;

/** What a database would hold, and what the play itself has to remember; written as a whole. */
export interface PlayState {
  next: number;
  tips: string[];
  landings: { before: string; commit: string }[];
  attempt?: { base: string; head: string; step: number; print: Prints; verified: string[] };
  /** The user's folder when what is under way began, and what of it the user has changed since. */
  before?: Prints;
  touched: string[];
  /** Of the touched, as the user left it. */
  theirs: Prints;
  /** What the user has ever removed of what attempts write too. */
  removed: string[];
  /** What the user has written since the last recovery in the place of what Loom had just taken away. */
  filled: string[];
}

export const readState = ({ stateFile }: Played): PlayState =>
  JSON.parse(fs.readFileSync(stateFile, 'utf8')) as PlayState;

const quiet = { ...fs };

/** Of what one process does, and unseen by its counting. */
export function writeState({ stateFile }: Played, state: PlayState): void {
  quiet.writeFileSync(`${stateFile}.new`, JSON.stringify(state));
  quiet.renameSync(`${stateFile}.new`, stateFile);
}

const within = (root: string, key: string): boolean => key === root || key.startsWith(`${root}/`);
const picked = (prints: Prints, roots: readonly string[], wanted: boolean): Prints =>
  Object.fromEntries(Object.entries(prints).filter(([key]) => roots.some((root) => within(root, key)) === wanted));

/** Up to the first part that is not shared with attempts. */
const rootOf = (path: string): string => /^(?:s\/|t\/)*[^/]+/.exec(latin1(path))?.[0] ?? '';
const latin1 = (path: string): string => Buffer.from(path).toString('latin1');

/** The user edits: what was there to be edited, in the folder and in the one that nobody else touches. */
export function byUser(play: Played, state: PlayState, edits: readonly Edit[]): void {
  for (const edit of edits) {
    // Of what attempts write too. Removed once by the user, and never by an attempt: else nobody could tell whose it is
    // that there is nothing.
    const isShared = edit.path === rootOf(edit.path) && !/(?:^|\/)u\d$/.test(edit.path);
    if (isShared && edit.kind !== 'file' && !fs.existsSync(join(play.user, edit.path))) continue;
    if (isShared && edit.kind === 'remove') {
      // What comes and goes while Loom is between the two steps of a swap leaves no trace that it could find.
      if (state.removed.includes(edit.path) || state.filled.includes(edit.path)) continue;
      state.removed.push(edit.path);
    } else if (isShared && !state.removed.includes(edit.path) && !fs.existsSync(join(play.user, edit.path)))
      state.filled.push(edit.path);
    act(play.user, [edit]);
    act(play.model, [edit]);
    if (!state.touched.includes(rootOf(edit.path))) state.touched.push(rootOf(edit.path));
  }
  state.theirs = picked(fingerprint(play.user), state.touched, true);
}

const CHANGING = {
  sync: ['renameSync', 'linkSync', 'unlinkSync', 'symlinkSync', 'mkdirSync', 'rmSync', 'rmdirSync', 'chmodSync'],
  async: ['rename', 'link', 'unlink', 'symlink', 'mkdir', 'rm', 'rmdir', 'chmod', 'open', 'writeFile', 'copyFile'],
} as const;

/** Calls `point` before each call that changes a file or asks another process for something. */
function count(point: () => void): void {
  type Call = (...args: unknown[]) => unknown;
  const watch = (owner: object, name: string): void => {
    const calls = owner as Record<string, Call>;
    const original = calls[name] as Call;
    calls[name] = function (this: unknown, ...args: unknown[]): unknown {
      point();
      return original.apply(this, args);
    };
  };
  for (const name of CHANGING.sync) watch(fs, name);
  for (const name of CHANGING.async) watch(promises, name);
  watch(childProcess, 'spawn');
  watch(childProcess.ChildProcess.prototype, 'send');
  syncBuiltinESMExports();
}

/** Takes a play up where it was left, and plays on until the end or the kill. */
export async function play(played: Played, fate: Fate): Promise<void> {
  const state = readState(played);
  const save = (): void => writeState(played, state);
  const seen = { calls: 0, steps: 0 };
  let isUsers = false;
  const point = (of: 'calls' | 'steps'): void => {
    if (isUsers) return;
    seen[of] += 1;
    const { kill } = fate;
    if (kill?.of === of && kill.at === seen[of]) process.kill(kill.group ? -process.pid : process.pid, 'SIGKILL');
  };
  const probe = (): void => {
    if (seen.steps + 1 === fate.meddle?.at) {
      isUsers = true;
      byUser(played, state, fate.meddle.edits);
      isUsers = false;
      save();
    }
    point('steps');
  };
  count(() => point('calls'));
  const store = new GitTreeStore({ ...played.options, probe });
  const trees = new GitAttemptTrees(
    { ...played.options, limits: DEFAULT_LIMITS },
    new HeadStore((id) => store.repository(id)),
  );
  const others = (prints: Prints): Prints => picked(prints, state.touched, false);
  const found = (): Prints => {
    const prints = fingerprint(played.user);
    assert.deepEqual(picked(prints, state.touched, true), state.theirs, 'what the user did stays as it is');
    return others(prints);
  };
  const isAsBefore = (prints: Prints): boolean => same(others(prints), others(state.before ?? {}));

  await store.recover({ alone: true });
  const recovered = state.before === undefined ? null : found();
  state.filled = [];
  const where = { workspaceId: played.workspaceId, path: played.user, taskId: 't' };

  /** One thing that is repeated until its outcome is known: the folder is as before it, or as the outcome says. */
  const once = async (
    work: () => Promise<{ kind: string; commit?: string; before?: string }>,
    isWritten: (kind: string) => boolean,
  ) => {
    const taken = state.before === undefined ? null : recovered;
    if (state.before === undefined) {
      [state.before, state.touched, state.theirs] = [fingerprint(played.user), [], {}];
      save();
    }
    const outcome = await work();
    const now = found();
    if (isWritten(outcome.kind) && outcome.commit !== undefined && outcome.before !== undefined) {
      const wish = { ...where, attemptId: 'look', epoch: 1, base: outcome.commit, head: outcome.commit };
      const tree = await trees.open({ ...wish, throwaway: true, bare: true });
      assert.deepEqual(others(now), others(fingerprint(tree.root)), 'the folder is what the outcome says');
      await tree.close();
      if (taken !== null && !isAsBefore(taken))
        assert.deepEqual(others(taken), others(now), 'after the kill: the old one or the new one');
      state.tips.push(outcome.commit);
      state.landings.push({ before: outcome.before, commit: outcome.commit });
    } else {
      assert.ok(isAsBefore(now), `${outcome.kind} leaves the folder as it was`);
      if (taken !== null) assert.ok(isAsBefore(taken), `after the kill: the old one (${outcome.kind})`);
    }
    delete state.before;
    return outcome;
  };

  for (let one = played.acts[state.next]; one !== undefined; one = played.acts[state.next]) {
    const tip = state.tips.at(-1) ?? '';
    if (one.kind === 'user') {
      isUsers = true;
      byUser(played, state, one.edits);
      isUsers = false;
    } else if (one.kind === 'undo') {
      const past = state.landings[one.which % Math.max(state.landings.length, 1)];
      const wish = { ...where, undoId: `undo${state.next}`, tip, onConflict: 'abort' as const };
      if (past !== undefined)
        await once(
          () => store.revert({ ...wish, landings: [past] }),
          (kind) => kind === 'reverted',
        );
    } else {
      const base = state.tips.at(-1 - one.lag) ?? tip;
      const before = fingerprint(played.user);
      state.attempt ??= { base, head: base, step: 0, print: {}, verified: [] };
      save();
      const { attempt } = state;
      const name = `a${state.next}`;
      const at = { ...where, attemptId: name, epoch: 1, base: attempt.base };
      if (attempt.verified.length === 0) {
        const tree = await trees.open({ ...at, head: attempt.head });
        if (attempt.step > 0)
          assert.deepEqual(fingerprint(tree.root), attempt.print, 'the attempt goes on where it was');
        for (const step of one.steps.slice(attempt.step)) {
          act(tree.root, step.edits);
          attempt.head = (
            await tree.snapshot(step.by === 'tool' ? step.edits.map(({ path }) => path) : undefined)
          ).commit;
          [attempt.step, attempt.print] = [attempt.step + 1, fingerprint(tree.root)];
          save();
        }
        await tree.close();
        assert.ok(same(fingerprint(played.user), before), 'nothing of an attempt is seen before it is verified');
        if (!one.fails) attempt.verified.push(await store.treeId(played.workspaceId, attempt.head));
        save();
      }
      while (!one.fails) {
        const { head, verified: verifiedTrees } = attempt;
        const wish = { ...where, landingId: name, subtaskId: name, tip, base: attempt.base, head };
        const land = () => store.land({ ...wish, verifiedTrees, protected: [] });
        const outcome = await once(land, (kind) => kind === 'landed');
        if (outcome.kind !== 'merged') break;
        attempt.verified.push(await store.treeId(played.workspaceId, outcome.commit ?? ''));
        save();
      }
      delete state.attempt;
    }
    state.next += 1;
    save();
  }
}

const same = (some: Prints, others: Prints): boolean => {
  const keys = Object.keys(some);
  return keys.length === Object.keys(others).length && keys.every((key) => some[key] === others[key]);
};
