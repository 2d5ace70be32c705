import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AttemptTree, TreeWish } from '#roles';
import { SandboxedCheckRunner, setUpRunner } from '#tools';
import {
  type CommitSource,
  DEFAULT_LIMITS,
  GitAttemptTrees,
  GitTreeStore,
  HeadStore,
  RemoteStore,
  TreeTransport,
} from '#workspace';
import { missing, sandbox } from './sandboxed.js';

const taskId = '4b2c1f1e-0000-4000-8000-00000000000c';
const signal = new AbortController().signal;
const SECRET = 'secret-of-the-host';

/** Checks and set-ups are of a model's making like any command; here they do their worst. */
describe.skipIf(missing !== '')(`what runs where nobody looks on${missing}`, () => {
  let home: string;
  let user: string;
  let store: GitTreeStore;
  let workspaceId: string;
  let tip: string;
  const open: AttemptTree[] = [];
  const runner = new SandboxedCheckRunner(sandbox, { timeoutSeconds: 20 });

  const put = (path: string, text: string, root = user): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'loom-hostile-'));
    user = join(home, 'project');
    put('a', 'as it was\n');
    put('dir/b', 'as it was\n');
    put('package.json', '{"name":"p","version":"1.0.0"}');
    const packages = { '': { name: 'p', version: '1.0.0' } };
    put('package-lock.json', JSON.stringify({ name: 'p', version: '1.0.0', lockfileVersion: 3, packages }));
    for (const place of ['secret', 'data/loom.db', 'away/secret']) put(place, SECRET, home);
    store = new GitTreeStore({ dataDir: join(home, 'data'), scratchDir: join(home, 'data/scratch') });
    workspaceId = (await store.register(user)).workspaceId;
    tip = (await store.snapshot({ workspaceId, path: user, tip: null, taskId })).commit;
  });
  afterEach(async () => {
    for (const tree of open.splice(0)) await tree.close();
    rmSync(home, { recursive: true, force: true });
  });

  class Direct extends TreeTransport {
    fetchBundle(id: string, want: string, have: readonly string[]): Promise<Buffer> {
      return store.exportBundle(id, want, have);
    }
    async pushBundle(): Promise<void> {}
  }
  const onHead = (): CommitSource => new HeadStore((id) => store.repository(id));
  function treesOf(source: CommitSource, name = 'data', set?: string): GitAttemptTrees {
    const dataDir = join(home, name);
    const run = setUpRunner(sandbox, { network: false });
    const commands = set === undefined ? [] : [{ lockfile: 'package-lock.json', command: set }];
    const options = { dataDir, scratchDir: join(dataDir, 'scratch'), limits: DEFAULT_LIMITS };
    return new GitAttemptTrees({ ...options, setUp: { commands, timeoutMs: 20_000, run } }, source);
  }
  let attempts = 0;
  async function attempt(trees: GitAttemptTrees, of: Partial<TreeWish> = {}): Promise<AttemptTree> {
    const tree = await trees.open({
      workspaceId,
      taskId,
      attemptId: `a${++attempts}`,
      epoch: 1,
      base: tip,
      head: tip,
      ...of,
    });
    open.push(tree);
    return tree;
  }
  const says = async (tree: AttemptTree, command: string): Promise<string> =>
    (await runner.run(tree, command, signal)).detail;

  /** Everything below a folder but what is named: type, mode and bytes. */
  function marks(root: string, except: readonly string[]): Record<string, string> {
    const found: Record<string, string> = {};
    const look = (dir: string): void => {
      for (const name of readdirSync(dir)) {
        const path = join(dir, name);
        if (except.includes(path)) continue;
        const stats = lstatSync(path);
        found[path] = `${stats.mode} ${stats.isFile() ? readFileSync(path, 'base64') : ''}`;
        if (stats.isDirectory()) look(path);
      }
    };
    look(root);
    return found;
  }

  /** Command lines that say a word. */
  const alive = (word: string): string[] =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => {
        try {
          return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        } catch {
          return '';
        }
      })
      .filter((line) => line.includes(word) && !line.startsWith('git ') && !line.includes(' git '));

  it.each([
    ['on the head', 'data', onHead],
    ['on a worker elsewhere', 'away', () => new RemoteStore(join(home, 'away'), new Direct())],
  ] as const)(
    'reads and writes nothing beside its own files, and leaves nobody behind: %s',
    async (_name, place, source) => {
      const trees = treesOf(source(), place);
      const tree = await attempt(trees, { throwaway: true });
      const own = [tree.root, tree.ownScratch ?? ''];
      const before = marks(home, own);
      const paths = [
        `${home}/secret`,
        `${home}/data/loom.db`,
        `${home}/away/secret`,
        `${user}/a`,
        store.repository(workspaceId).dir,
      ];
      const worst = [
        // Reads: by name, by the first process, by links, by what is mounted.
        `cat ${paths.join(' ')} ../secret ../../../secret /proc/1/root${home}/secret /proc/self/root${home}/secret; true`,
        `ln -s ${home} up; cat up/secret; cat /proc/*/environ /proc/*/cmdline | tr '\\0' '\\n' | grep -v grep; true`,
        `ls -A /; grep -rs ${SECRET.slice(0, 9)} /etc /home /run /tmp /var /dev; true`,
        // Writes: by name, by links, beside the folder, in what the machine shows.
        `for p in ${paths.join(' ')} ../x /etc/x /usr/x /x ${home}/data/x; do echo x > $p; mkdir $p.d; done; echo x > up/x; true`,
        `rm -rf dir && ln -s ${home} dir && echo x > dir/b; rm -rf ../* /scratch/../x; true`,
        'chmod -R 000 . ; chmod 000 . "$LOOM_SCRATCH"; true',
        `(setsid nohup bash -c 'trap "" TERM; while :; do date > late; done' ${home} &) ; until [ -e late ]; do sleep 0.01; done`,
        'echo still here',
      ];
      const said: string[] = [];
      for (const command of worst) said.push(await says(tree, command));
      expect(said.join('\n')).not.toContain(SECRET);
      expect(said.at(-1)).toMatch(/^exit code 0 .*\nstill here$/s);
      expect(alive(home)).toEqual([]);
      expect(marks(home, own)).toEqual(before);
      // Whatever it left: the same checkout is clean when it is asked for again, and so is the next one.
      await tree.reset();
      expect(readdirSync(tree.root).sort()).toEqual(['a', 'dir', 'package-lock.json', 'package.json']);
      await open.pop()?.close();
      const next = await attempt(trees);
      expect(await says(next, 'cat a dir/b; stat -c %a . a dir; ls "$LOOM_SCRATCH"')).toMatch(
        /\nas it was\nas it was\n700\n644\n755$/,
      );
    },
  );

  it('makes no later check pass by what it alters; what it builds, the next one finds', async () => {
    const trees = treesOf(onHead());
    // A checkout that stands at another commit is brought up to the one that is judged.
    const work = await attempt(trees);
    put('new', 'one\n', work.root);
    const { commit: head } = await work.snapshot();
    await open.pop()?.close();
    const tree = await attempt(trees, { head, throwaway: true });
    const worst = [
      'echo two > a; echo two > new; rm package.json; chmod +x package-lock.json',
      'rm -r dir; ln -s /etc dir; mkdir -p built; echo built > built/out',
      'mv a b; mkdir a; ln new a/new; echo two >> a/new',
    ];
    for (const command of worst) {
      expect(await says(tree, command)).toMatch(/^exit code 0/);
      const found = await says(
        tree,
        'cat a new dir/b; test -f package.json && ! test -x package-lock.json && ls -d dir/b',
      );
      expect(found).toMatch(/^exit code 0 .*\nas it was\none\nas it was\ndir\/b$/s);
    }
    expect(await says(tree, 'cat built/out')).toMatch(/\nbuilt$/);
    // Changed on purpose, between two checks.
    put('a', 'planted\n', tree.root);
    expect(await says(tree, 'cat a; echo two > a')).toMatch(/\nplanted$/);
    expect(await says(tree, 'cat a')).toMatch(/\nplanted$/);
  });

  it('alters nothing of what was verified: what lands is what the attempt had made', async () => {
    const trees = treesOf(onHead());
    const work = await attempt(trees);
    put('a', 'verified\n', work.root);
    const head = (await work.snapshot()).commit;
    const tree = await attempt(trees, { head, throwaway: true });
    expect(await says(tree, 'echo other > a; echo more > c; rm -r dir; ls')).toContain('exit code 0');
    const after = await tree.snapshot();
    expect([after.commit, after.changes]).toEqual([head, []]);
    const wish = {
      landingId: 'l',
      workspaceId,
      path: user,
      taskId,
      subtaskId: 's',
      tip,
      base: tip,
      head,
      protected: [],
    };
    const landed = await store.land({ ...wish, verifiedTrees: [await store.treeId(workspaceId, head)] });
    expect(landed).toMatchObject({ kind: 'landed', changes: [{ path: 'a', operation: 'modify' }] });
    expect(['a', 'dir/b'].map((path) => readFileSync(join(user, path), 'utf8'))).toEqual(['verified\n', 'as it was\n']);
    expect(readdirSync(user)).not.toContain('c');
  });

  it('installs for nobody but those with the same files, reads and writes nothing beside its room', async () => {
    const trees = treesOf(onHead(), 'data', 'npm ci --offline');
    const hostile = await attempt(trees);
    const script = [
      `cat ${home}/secret ../../secret ../../../loom.db`,
      `echo x > ${user}/x; echo x > ../x; echo x > ../../../x`,
      `(setsid bash -c 'sleep 300; :' ${home} &)`,
      'mkdir -p node_modules/left',
      `ln -s ${home} node_modules/home; ln -s /etc node_modules/etc; mkfifo node_modules/left/pipe`,
      `echo 'module.exports = "poisoned"' > node_modules/left/index.js`,
      'chmod 000 node_modules/left/index.js',
    ].join('; ');
    put('package.json', JSON.stringify({ name: 'p', version: '1.0.0', scripts: { preinstall: script } }), hostile.root);
    const { commit: head } = await hostile.snapshot();
    const besides = ['installed', 'slots', 'scratch'].map((name) => join(home, 'data', name));
    const before = marks(home, besides);
    const its = await attempt(trees, { head });
    expect(its.setUpProblem).toBeNull();
    expect(await says(its, 'ls node_modules')).toMatch(/\netc\nhome\nleft$/);
    expect(await says(its, 'cat node_modules/home/secret')).toMatch(/exit code 1.*No such file/s);
    const nobodys = await attempt(trees);
    expect(await says(nobodys, 'ls node_modules')).toMatch(/exit code 2/);
    expect(marks(home, besides)).toEqual(before);
    expect(alive(home)).toEqual([]);
    expect((await its.snapshot()).changes).toEqual([]);
  });
});
