import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RemoteStore, TreeTransport, type Attempt } from './attempt/commit-source.js';
import { GitAttemptTrees } from './attempt/git-attempt-trees.js';
import { fingerprint, makeFixture, put, type Fixture } from './fixture.js';
import { DEFAULT_LIMITS } from './tree-store-options.js';

let f: Fixture;
let away: string;
let workspaceId: string;
let tip: string;

/** The head's HTTP routes without HTTP. */
class Direct extends TreeTransport {
  readonly fetched: { want: string; have: number; bytes: number }[] = [];
  pushed = 0;

  async fetchBundle(id: string, want: string, have: readonly string[]): Promise<Buffer> {
    const bundle = await f.store.exportBundle(id, want, have);
    this.fetched.push({ want, have: have.length, bytes: bundle.length });
    return bundle;
  }
  async pushBundle(of: Attempt, commit: string, bundle: Buffer): Promise<void> {
    this.pushed += bundle.length;
    await f.store.importBundle(of.workspaceId, { base: of.base, commit, bundle, attemptId: of.attemptId });
  }
}

beforeEach(async () => {
  f = makeFixture();
  away = mkdtempSync(join(tmpdir(), 'loom-away-'));
  for (let n = 0; n < 50; n++) put(f.user, `src/${n}.ts`, `export const n${n} = ${n};\n`.repeat(50));
  workspaceId = (await f.store.register(f.user)).workspaceId;
  tip = (await f.store.snapshot({ workspaceId, path: f.user, tip: null, taskId: 't' })).commit;
});
afterEach(() => {
  f.dispose();
  rmSync(away, { recursive: true, force: true });
});

function worker(transport: TreeTransport): GitAttemptTrees {
  const options = { dataDir: away, scratchDir: join(away, 'scratch'), limits: DEFAULT_LIMITS };
  return new GitAttemptTrees(options, new RemoteStore(away, transport));
}
const wish = (attemptId: string, head = tip, base = tip) => ({
  workspaceId,
  taskId: 't',
  attemptId,
  epoch: 1,
  base,
  head,
});

describe('what a worker holds for workspaces', () => {
  const DAY_MS = 86_400_000;
  const wide = { idleMs: 7 * DAY_MS, maxBytes: 1e12 };
  const slots = (): string => join(away, 'slots', workspaceId);
  const usedAgo = (ms: number): void => {
    const at = new Date(Date.now() - ms);
    for (const place of [slots(), join(away, 'cache', workspaceId)]) utimesSync(place, at, at);
  };
  const isHeld = (): boolean[] =>
    [join(slots(), 's0/tree'), join(away, 'cache', workspaceId, 'repo.git')].map(existsSync);

  it('goes when nobody has worked on one for long or there is too much, and comes back when it is asked for', async () => {
    const trees = worker(new Direct());
    const tree = await trees.open(wish('a1'));
    usedAgo(8 * DAY_MS);
    expect(await trees.tidy(wide)).toEqual({ workspaces: 0, bytes: 0 });
    expect(isHeld()).toEqual([true, true]);
    await tree.close();
    expect(await trees.tidy(wide)).toEqual({ workspaces: 1, bytes: expect.any(Number) as number });
    expect(isHeld()).toEqual([false, false]);
    usedAgo(8 * DAY_MS);
    expect(await trees.tidy(wide)).toEqual({ workspaces: 0, bytes: 0 });
    const again = await trees.open(wish('a2'));
    expect(fingerprint(again.root)).toEqual(fingerprint(f.user));
    await again.close();
    expect(await trees.tidy({ ...wide, maxBytes: 0 })).toEqual({ workspaces: 0, bytes: 0 });
    usedAgo(2 * 3_600_000);
    expect(await trees.tidy({ ...wide, maxBytes: 0 })).toMatchObject({ workspaces: 1 });
    expect(isHeld()).toEqual([false, false]);
  });

  const cached = (): string => join(away, 'cache', workspaceId, 'repo.git');
  const git = (args: string[], input = ''): string =>
    execFileSync('git', ['--git-dir', cached(), ...args], { encoding: 'utf8', stdio: 'pipe', input }).trim();
  /** Names of attempts that the cache holds too, of commits with that tree. */
  const fill = (tree: string, atSeconds: number): void => {
    const who = `x <x> ${atSeconds} +0000`;
    for (let n = 0; n < 40; n++) {
      const text = `tree ${tree}\nauthor ${who}\ncommitter ${who}\n\n${n}\n`;
      const made = git(['hash-object', '-t', 'commit', '-w', '--stdin'], text);
      put(cached(), `refs/loom/attempts/execute-${n}/${made}`, `${made}\n`);
    }
  };

  it('is no longer every commit that it ever fetched or made', async () => {
    const trees = worker(new Direct());
    await (await trees.open(wish('a1'))).close();
    fill(git(['rev-parse', `${tip}^{tree}`]), 978_307_200);
    await trees.tidy(wide);
    expect(git(['for-each-ref', 'refs/loom']).split('\n')).toHaveLength(32);
    expect(git(['for-each-ref', '--format=%(objectname)', 'refs/loom/have'])).toBe(tip);
    git(['fsck', '--connectivity-only']);
  });

  it('is fetched again where another worker has let go of it, whatever this one remembers', async () => {
    const [transport, other] = [new Direct(), worker(new Direct())];
    const trees = worker(transport);
    await (await trees.open(wish('a1'))).close();
    fill(git(['hash-object', '-t', 'tree', '-w', '--stdin']), Math.floor(Date.now() / 1000) + 3600);
    const old = new Date(Date.now() - 3 * DAY_MS);
    for (const name of readdirSync(join(cached(), 'objects'), { recursive: true, encoding: 'utf8' }))
      utimesSync(join(cached(), 'objects', name), old, old);
    // In use, and with room for no commit but the newest.
    usedAgo(-60_000);
    await other.tidy({ ...wide, idleMs: 0 });
    expect(isHeld()).toEqual([true, true]);
    expect(() => git(['cat-file', '-e', tip])).toThrow();
    const tree = await trees.open(wish('a2'));
    put(tree.root, 'src/step.ts', 'step\n');
    const { commit } = await tree.snapshot(['src/step.ts']);
    await tree.close();
    expect(await f.store.changes(workspaceId, tip, commit)).toMatchObject([{ path: 'src/step.ts' }]);
    expect(transport.fetched.map(({ want }) => want)).toEqual([tip, tip]);
    // Of others, who may be at work on it.
    expect(git(['for-each-ref', 'refs/loom/attempts']).split('\n').length).toBeGreaterThan(31);
  });
});

describe('a worker without the store', () => {
  it('works on a fetched copy, and its steps are at the head before they count', async () => {
    const transport = new Direct();
    const trees = worker(transport);
    const tree = await trees.open(wish('a1'));
    expect(fingerprint(tree.root)).toEqual(fingerprint(f.user));
    put(tree.root, 'src/1.ts', 'changed\n');
    const first = await tree.snapshot(['src/1.ts']);
    expect(await f.store.changes(workspaceId, tip, first.commit)).toMatchObject([{ path: 'src/1.ts' }]);
    put(tree.root, 'src/new.ts', 'new\n');
    const second = await tree.snapshot();
    await tree.close();
    expect(transport.pushed).toBeLessThan(4000);
    const landed = await f.store.land({
      landingId: 'l',
      workspaceId,
      path: f.user,
      taskId: 't',
      subtaskId: 's',
      tip,
      base: tip,
      head: second.commit,
      verifiedTrees: [await f.store.treeId(workspaceId, second.commit)],
      protected: [],
    });
    if (landed.kind !== 'landed') throw new Error(landed.kind);
    const next = await trees.open(wish('a2', landed.commit, landed.commit));
    expect(fingerprint(next.root)).toEqual(fingerprint(f.user));
    await next.close();
    const [full, delta] = transport.fetched;
    expect(delta?.have).toBeGreaterThan(0);
    expect(delta?.bytes).toBeLessThan((full?.bytes ?? 0) / 2);
  });

  it('takes over an attempt from another machine', async () => {
    const one = await worker(new Direct()).open(wish('a1'));
    put(one.root, 'half', 'done\n');
    const { commit } = await one.snapshot();
    await one.close();
    rmSync(away, { recursive: true });
    const two = await worker(new Direct()).open(wish('a1', commit));
    expect(existsSync(join(two.root, 'half'))).toBe(true);
    put(two.root, 'rest', 'done\n');
    const { commit: last, changes } = await two.snapshot();
    expect(changes.map((change) => change.path)).toEqual(['rest']);
    expect((await two.changes(tip, last)).map((change) => change.path)).toEqual(['half', 'rest']);
    await two.close();
  });

  const cache = (): string => join(away, 'cache', workspaceId, 'repo.git');
  const packs = (ending: string): string[] => {
    const folder = join(cache(), 'objects/pack');
    return readdirSync(folder)
      .filter((name) => name.endsWith(ending))
      .map((name) => join(folder, name));
  };
  /** Bytes in the middle of each pack, which no look at names and sizes finds. */
  const flip = (): void => {
    for (const pack of packs('.pack')) {
      chmodSync(pack, 0o600);
      const bytes = readFileSync(pack);
      bytes.fill(0xa5, Math.floor(bytes.length / 3), Math.floor(bytes.length / 3) + 200);
      writeFileSync(pack, bytes);
    }
  };

  it.each<[string, () => void]>([
    ['packs without their lists', () => packs('.idx').forEach((name) => rmSync(name))],
    ['packs that end early', () => packs('.pack').forEach((name) => truncateSync(name, 100))],
    ['other bytes in the packs', flip],
    ['no names of what it has', () => rmSync(join(cache(), 'refs/loom'), { recursive: true })],
    ['a name that is garbage', () => put(cache(), 'refs/loom/have/x', 'garbage\n')],
    ['no head', () => rmSync(join(cache(), 'HEAD'))],
    ['no objects at all', () => rmSync(join(cache(), 'objects'), { recursive: true })],
  ])('gets the right files although its cache has %s', async (_name, damage) => {
    const before = await worker(new Direct()).open(wish('a1'));
    await before.close();
    damage();
    rmSync(join(away, 'slots'), { recursive: true });
    put(f.user, 'src/later.ts', 'later\n');
    const next = (await f.store.snapshot({ workspaceId, path: f.user, tip, taskId: 't' })).commit;
    for (const at of [tip, next]) {
      const tree = await worker(new Direct()).open(wish('a2', at, at));
      const files = fingerprint(f.user);
      if (at === tip) delete files['src/later.ts'];
      expect(fingerprint(tree.root)).toEqual(files);
      put(tree.root, 'src/step.ts', 'step\n');
      const { commit } = await tree.snapshot();
      expect(await f.store.changes(workspaceId, at, commit)).toMatchObject([{ path: 'src/step.ts' }]);
      await tree.close();
    }
  });
});
