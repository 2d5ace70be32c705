import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AttemptTree } from '#roles';
import { fingerprint, makeFixture, put, type Fixture } from './fixture.js';

let f: Fixture;
let workspaceId: string;
let tip: string;
const taskId = 't1';

beforeEach(() => {
  f = makeFixture({ limits: { maxFileBytes: 1_048_576 } });
});
afterEach(() => f.dispose());

async function start(): Promise<void> {
  workspaceId = (await f.store.register(f.user)).workspaceId;
  tip = (await f.store.snapshot({ workspaceId, path: f.user, tip: null, taskId })).commit;
}
const open = (attemptId = 'a'): Promise<AttemptTree> =>
  f.trees.open({ workspaceId, taskId, attemptId, epoch: 1, base: tip, head: tip });

async function landAs(id: string, head: string) {
  return f.store.land({
    approvedSensitive: true,
    landingId: id,
    workspaceId,
    path: f.user,
    taskId,
    subtaskId: 's',
    tip,
    base: tip,
    head,
    verifiedTrees: [await f.store.treeId(workspaceId, head)],
    protected: [],
  });
}

async function roundTrip(edit: (root: string) => void): Promise<void> {
  const before = fingerprint(f.user);
  const tree = await open();
  edit(tree.root);
  const { commit } = await tree.snapshot();
  await tree.close();
  const outcome = await landAs('l', commit);
  if (outcome.kind !== 'landed') throw new Error(JSON.stringify(outcome));
  const undone = await f.store.revert({
    undoId: 'u',
    workspaceId,
    path: f.user,
    tip: outcome.commit,
    landings: [outcome],
    onConflict: 'abort',
  });
  expect(undone.kind).toBe('reverted');
  expect(fingerprint(f.user)).toEqual(before);
}

const git = (cwd: string, ...args: string[]): void => {
  execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@x', ...args], { cwd, stdio: 'ignore' });
};

describe('names', () => {
  it('come through as bytes: not UTF-8, newline, tab, quotes, dashes, magic, long ones and both Unicode forms', async () => {
    const names = [
      Buffer.from([0x66, 0xff, 0xfe, 0x6f]),
      ...[
        'new\nline',
        'tab\t',
        '"quoted"',
        "'",
        '-dash',
        '--help',
        ' lead',
        'trail ',
        ':(top)x',
        '*star',
        '[a]',
        'back\\slash',
      ],
      ...[
        'n'.repeat(255),
        '\u00e9',
        'e\u0301',
        'README',
        'readme',
        '%41',
        '__proto__',
        '#c',
        '!n',
        '~t',
        'a~1',
        'x.lock',
      ],
    ].map((name) => Buffer.from(name));
    const write = (root: string, content: string): void => {
      for (const [n, name] of names.entries())
        writeFileSync(Buffer.concat([Buffer.from(`${root}/`), name]), content + n);
      symlinkSync(Buffer.from([0xff]), join(root, 'odd-link'));
    };
    write(f.user, 'user ');
    await start();
    const tree = await open();
    expect(fingerprint(tree.root)).toEqual(fingerprint(f.user));
    await tree.close();
    await roundTrip((root) => {
      rmSync(join(root, 'odd-link'));
      write(root, 'loom ');
    });
    await rmAll(f.user);
    tip = (await f.store.snapshot({ workspaceId, path: f.user, tip, taskId })).commit;
    await roundTrip((root) => write(root, 'fresh '));
  });
});

const rmAll = async (root: string): Promise<void> => {
  for (const name of readdirSync(root, { encoding: 'buffer' })) {
    rmSync(Buffer.concat([Buffer.from(`${root}/`), name]).toString('latin1'), { recursive: true, force: true });
    rmSync(Buffer.concat([Buffer.from(`${root}/`), name]), { recursive: true, force: true });
  }
};

describe('git in a workspace', () => {
  it('keeps the files of a nested repository, also of one without a commit, and never its .git', async () => {
    put(f.user, 'a', '1');
    await start();
    const tree = await open();
    mkdirSync(join(tree.root, 'sub'));
    git(join(tree.root, 'sub'), 'init', '-q');
    put(tree.root, 'sub/file', 'inside');
    git(tree.root, 'init', '-q');
    const { commit, changes } = await tree.snapshot();
    expect(changes.map((change) => change.path)).toEqual(['sub/file']);
    await tree.close();
    expect((await landAs('l', commit)).kind).toBe('landed');
    expect(readFileSync(join(f.user, 'sub/file'), 'utf8')).toBe('inside');
    expect(existsSync(join(f.user, 'sub/.git'))).toBe(false);
    expect(existsSync(join(f.user, '.git'))).toBe(false);
  });

  it('runs no filter, hook or monitor of it, and alters no byte', async () => {
    const ran = join(f.dir, 'ran');
    mkdirSync(join(f.user, 'nested'));
    for (const dir of [f.user, join(f.user, 'nested')]) {
      git(dir, 'init', '-q');
      for (const key of [
        'filter.x.clean',
        'filter.x.smudge',
        'filter.x.process',
        'core.fsmonitor',
        'diff.x.textconv',
      ]) {
        git(dir, 'config', key, `touch ${ran}; cat`);
      }
      put(dir, '.git/hooks/post-checkout', `#!/bin/sh\ntouch ${ran}\n`, 0o755);
      put(dir, '.gitattributes', '* text=auto eol=crlf ident filter=x diff=x working-tree-encoding=UTF-16\n');
      put(dir, 'crlf', 'a\r\nb\r\n$Id$\n');
      put(dir, 'bom', Buffer.from([0xff, 0xfe, 0x41, 0x00, 0x0d, 0x0a]));
    }
    await start();
    const tree = await open();
    const slot = fingerprint(tree.root);
    for (const name of ['crlf', 'bom', 'nested/crlf', 'nested/bom']) expect(slot[name]).toBe(fingerprint(f.user)[name]);
    await tree.close();
    await roundTrip((root) => {
      put(root, 'crlf', 'a\r\nchanged\r\n$Id$\n');
      put(root, '.gitattributes', '* text eol=lf\n');
    });
    expect(existsSync(ran)).toBe(false);
  });

  it('does not see the environment that Loom was started in', async () => {
    const odd = {
      GIT_DIR: '/nonexistent',
      GIT_INDEX_FILE: '/nonexistent/i',
      GIT_WORK_TREE: '/',
      GIT_CONFIG_COUNT: 'x',
    };
    Object.assign(process.env, odd);
    try {
      put(f.user, 'a', '1');
      await start();
      await roundTrip((root) => put(root, 'a', '2'));
    } finally {
      for (const name of Object.keys(odd)) delete process.env[name];
    }
  });
});

describe('ignore rules', () => {
  it('of the base hold although an attempt removes them, and its own hold too', async () => {
    put(f.user, '.gitignore', 'secret/\n*.log\n');
    put(f.user, 'secret/key', 'k');
    put(f.user, 'a', '1');
    await start();
    const tree = await open();
    expect(existsSync(join(tree.root, 'secret'))).toBe(false);
    put(tree.root, '.gitignore', 'own/\n!node_modules\n');
    put(tree.root, 'secret/key', 'overwritten');
    put(tree.root, 'own/x', 'x');
    put(tree.root, 'node_modules/p/index.js', 'x');
    put(tree.root, 'kept', 'x');
    const first = await tree.snapshot();
    expect(first.changes.map((change) => change.path)).toEqual(['.gitignore', 'kept']);
    put(tree.root, 'secret/late', 'x');
    expect((await tree.snapshot(['secret/late'])).changes).toEqual([]);
    await tree.close();
    expect((await landAs('l', first.commit)).kind).toBe('landed');
    expect(readFileSync(join(f.user, 'secret/key'), 'utf8')).toBe('k');
  });

  it.runIf(existsSync('/usr/bin/prlimit'))(
    'that take git for ever are taken back, and refused in a folder',
    async () => {
      put(f.user, 'a', '1');
      await start();
      f.store.repository(workspaceId).git.rulesSeconds = 1;
      const tree = await open();
      const endless = `${'*a'.repeat(30)}*b\n`;
      put(tree.root, `${'a'.repeat(200)}0`, 'x');
      await tree.snapshot();
      put(tree.root, `${'a'.repeat(200)}1`, 'x');
      put(tree.root, '.gitignore', endless);
      const { changes, skipped } = await tree.snapshot(['.gitignore']);
      expect(changes).toEqual([]);
      expect(skipped).toEqual([
        expect.stringMatching(/to apply the rules of .gitignore files; the files are as before$/),
      ]);
      expect(existsSync(join(tree.root, '.gitignore'))).toBe(false);
      await tree.close();
      put(f.user, `${'a'.repeat(200)}0`, 'x');
      put(f.user, '.gitignore', endless);
      const look = f.store.snapshot({ workspaceId, path: f.user, tip, taskId });
      await expect(look).rejects.toMatchObject({
        code: 'unusable_workspace',
        remedy: expect.stringContaining('simpler'),
      });
    },
  );

  it.skipIf(!existsSync('/usr/bin/prlimit'))(
    'of many repositories in a folder, side by side and one in the other, get no more time than those of one',
    async () => {
      put(f.user, 'a', '1');
      await start();
      f.store.repository(workspaceId).git.rulesSeconds = 0.1;
      const tree = await open();
      const nested = (path: string): void => {
        put(tree.root, `${path}/.git/HEAD`, 'ref: refs/heads/main\n');
        for (const dir of ['objects', 'refs']) mkdirSync(join(tree.root, path, '.git', dir));
        put(tree.root, `${path}/.gitignore`, '*.log\n');
        put(tree.root, `${path}/kept`, '1');
      };
      for (let n = 0; n < 3; n++) nested(`few/${n}`);
      const few = await tree.snapshot();
      expect(few.skipped).toEqual([]);
      expect(few.changes).toHaveLength(6);
      for (let n = 0; n < 30; n++) nested(n % 2 === 0 ? `side/${n}` : `${'in/'.repeat(n)}x`);
      const { changes, skipped } = await tree.snapshot();
      expect(changes).toEqual([]);
      expect(skipped).toEqual([expect.stringMatching(/rules of .gitignore files; the files are as before$/)]);
      expect(readdirSync(tree.root).sort()).toEqual(['a', 'few']);
      await tree.close();
    },
  );

  it.skipIf(!existsSync('/proc/self/wchan'))(
    'and what git takes for a repository may be pipes or files without end: the step is taken back, and the next one goes on',
    async () => {
      put(f.user, 'a', '1');
      await start();
      f.store.repository(workspaceId).git.rulesMib = 300;
      const tree = await open();
      const repository = (but: string): void => {
        for (const dir of ['objects', 'refs']) mkdirSync(join(tree.root, 'sub/.git', dir), { recursive: true });
        if (but !== 'HEAD') put(tree.root, 'sub/.git/HEAD', 'ref: refs/heads/main\n');
        put(tree.root, 'sub/new', 'x');
      };
      const pipe = (path: string): void => void execFileSync('mkfifo', [join(tree.root, path)]);
      const acts: (() => void)[] = [
        () => pipe('.gitignore'),
        () => {
          pipe('.gitattributes');
          for (let n = 0; n < 300; n++) put(tree.root, `many/${n}`, 'x');
        },
        () => {
          repository('HEAD');
          pipe('sub/.git/HEAD');
        },
        () => {
          repository('');
          symlinkSync('/dev/zero', join(tree.root, 'sub/.git/commondir'));
        },
      ];
      for (const leave of acts) {
        leave();
        const { changes, skipped } = await tree.snapshot();
        expect(changes).toEqual([]);
        expect(skipped).toEqual([expect.stringMatching(/pipe stands where git reads|more than 300 MiB of memory/)]);
        expect(Object.keys(fingerprint(tree.root))).toEqual(['a']);
      }
      put(tree.root, 'a', '2');
      expect((await tree.snapshot()).changes).toHaveLength(1);
      await tree.close();
    },
  );

  it('does not take a link named node_modules, nor an ignored file that a tool names', async () => {
    put(f.user, '.gitignore', '*.log\n');
    await start();
    const tree = await open();
    symlinkSync('/etc', join(tree.root, 'node_modules'));
    put(tree.root, 'x.log', '1');
    expect((await tree.snapshot(['x.log'])).changes).toEqual([]);
    expect((await tree.snapshot()).changes).toEqual([]);
    await tree.close();
  });
});

describe('an attempt', () => {
  it('that fails leaves the folder untouched, and the next one starts clean', async () => {
    put(f.user, 'a', '1');
    await start();
    const mtime = statSync(f.user).mtimeMs;
    const tree = await open();
    const root = tree.root;
    for (let n = 0; n < 500; n++) put(root, `many/${n}`, `${n}`);
    put(root, 'dist/out', 'x');
    put(root, '.gitignore', 'dist\n');
    git(root, 'init', '-q');
    mkdirSync(join(root, 'locked'));
    put(root, 'locked/x', 'x');
    chmodSync(join(root, 'locked'), 0o000);
    await tree.close();
    const next = await open('b');
    expect(next.root).toBe(root);
    expect(Object.keys(fingerprint(next.root))).toEqual(['a']);
    await next.close();
    expect(statSync(f.user).mtimeMs).toBe(mtime);
  });

  it('leaves no two names for one file, and no rights of a folder, to the next one', async () => {
    for (const name of ['a', 'b', 'd/c']) put(f.user, name, 'same\n');
    await start();
    const tree = await open();
    // So many that git takes them in as they stand on the disk.
    for (let n = 0; n < 200; n++) put(tree.root, `many/${n}`, `${n}`);
    for (const name of ['b', 'd/c']) {
      rmSync(join(tree.root, name));
      linkSync(join(tree.root, 'a'), join(tree.root, name));
    }
    put(tree.root, 'a', 'new\n');
    chmodSync(join(tree.root, 'd'), 0o500);
    chmodSync(tree.root, 0o777);
    const { commit } = await tree.snapshot();
    await tree.close();
    const next = await f.trees.open({
      workspaceId,
      taskId: 't2',
      attemptId: 'b',
      epoch: 1,
      base: commit,
      head: commit,
    });
    expect(next.root).toBe(tree.root);
    expect([statSync(next.root).mode & 0o777, statSync(join(next.root, 'd')).mode & 0o777]).toEqual([0o700, 0o755]);
    appendFileSync(join(next.root, 'a'), 'more\n');
    expect((await next.snapshot()).changes.map(({ path }) => path)).toEqual(['a']);
    expect(readFileSync(join(next.root, 'd/c'), 'utf8')).toBe('new\n');
    await next.close();
  });

  it('finds what others of its task left in the scratch folder, and nothing where its commands judge', async () => {
    put(f.user, 'a', '1');
    await start();
    const work = await open();
    put(work.scratch, 'left', 'by the work');
    expect(await work.snapshot()).toMatchObject({ changes: [], skipped: [] });
    const other = await open('b');
    expect(existsSync(join(other.scratch, 'left'))).toBe(true);
    const of = { workspaceId, taskId, epoch: 1, base: tip, head: tip, throwaway: true };
    for (const attemptId of ['v1', 'v2']) {
      const judged = await f.trees.open({ ...of, attemptId });
      const own = judged.ownScratch ?? '';
      for (const again of [() => judged.reset(), () => judged.close()]) {
        expect(readdirSync(own)).toEqual([]);
        put(own, 'left', 'by a check');
        await again();
      }
      expect([existsSync(own), existsSync(join(judged.scratch, 'left'))]).toEqual([false, true]);
    }
    await work.close();
    await other.close();
  });

  it('goes back to its last step on reset, and by known path equals a full look', async () => {
    put(f.user, 'd/a', '1');
    put(f.user, 'd/b', '1');
    await start();
    const tree = await open();
    put(tree.root, 'd/a', '2');
    const step = await tree.snapshot(['d/a']);
    expect(step.changes).toMatchObject([{ path: 'd/a', operation: 'modify', additions: 1, deletions: 1 }]);
    expect((await tree.snapshot()).commit).toBe(step.commit);
    rmSync(join(tree.root, 'd/a'));
    rmSync(join(tree.root, 'd/b'));
    const gone = await tree.snapshot(['d/a', 'd/b']);
    expect(gone.changes.map((change) => change.path).sort()).toEqual(['d/', 'd/a', 'd/b']);
    put(tree.root, 'junk', 'x');
    await tree.reset();
    expect(Object.keys(fingerprint(tree.root))).toEqual(['d/']);
    expect((await tree.snapshot()).commit).toBe(gone.commit);
    await tree.close();
  });

  it('skips what is too large or no file and says so', async () => {
    put(f.user, 'big', Buffer.alloc(2_000_000));
    execFileSync('mkfifo', [join(f.user, 'pipe')]);
    workspaceId = (await f.store.register(f.user)).workspaceId;
    const { skipped, fileCount } = await f.store.snapshot({ workspaceId, path: f.user, tip: null, taskId });
    expect(fileCount).toBe(0);
    expect(skipped).toEqual([
      { path: 'big', reason: 'larger than 1 MiB' },
      { path: 'pipe', reason: 'neither a file, a folder nor a link' },
    ]);
  });
});

describe('the user at work during a landing', () => {
  it('never writes through a folder that became a link', async () => {
    put(f.user, 'd/a', '1\n');
    await start();
    const tree = await open();
    put(tree.root, 'd/a', '2\n');
    put(tree.root, 'd/new', 'x\n');
    const { commit } = await tree.snapshot();
    await tree.close();
    const outside = join(f.dir, 'outside');
    put(outside, 'a', '1\n');
    rmSync(join(f.user, 'd'), { recursive: true });
    symlinkSync(outside, join(f.user, 'd'));
    const outcome = await landAs('l', commit);
    expect(outcome.kind).toBe('conflict');
    expect(fingerprint(outside)).toEqual({ a: fingerprint(outside)['a'] });
    expect(readFileSync(join(outside, 'a'), 'utf8')).toBe('1\n');
    expect(lstatSync(join(f.user, 'd')).isSymbolicLink()).toBe(true);
  });

  it('leaves an ignored file alone that stands where a new one would go', async () => {
    put(f.user, 'a', '1');
    await start();
    const tree = await open();
    put(tree.root, 'x.tmp', 'loom');
    const { commit } = await tree.snapshot();
    await tree.close();
    put(f.user, '.gitignore', '*.tmp\n');
    put(f.user, 'x.tmp', 'user');
    const merged = await landAs('l', commit);
    if (merged.kind !== 'merged') throw new Error(merged.kind);
    const outcome = await f.store.land({
      landingId: 'l',
      workspaceId,
      path: f.user,
      taskId,
      subtaskId: 's',
      tip,
      base: tip,
      head: commit,
      verifiedTrees: [merged.tree],
      protected: [],
    });
    expect(outcome).toMatchObject({ kind: 'conflict', paths: ['x.tmp'] });
    expect(readFileSync(join(f.user, 'x.tmp'), 'utf8')).toBe('user');
  });

  it('keeps edits, deletions, new modes and re-created files that come between the look and the write', async () => {
    f.dispose();
    let meddle = (): void => undefined;
    f = makeFixture({ probe: (step) => (step === 'staged' ? meddle() : undefined) });
    for (const name of ['edited', 'gone', 'chmodded', 'calm']) put(f.user, name, 'old\n');
    await start();
    const tree = await open();
    for (const name of ['edited', 'gone', 'chmodded', 'calm', 'fresh']) put(tree.root, name, 'loom\n');
    const { commit } = await tree.snapshot();
    await tree.close();
    for (const [name, act] of Object.entries({
      edited: () => put(f.user, 'edited', 'user\n'),
      gone: () => rmSync(join(f.user, 'gone')),
      chmodded: () => chmodSync(join(f.user, 'chmodded'), 0o600),
      fresh: () => put(f.user, 'fresh', 'user\n'),
    })) {
      const before = { ...fingerprint(f.user) };
      let expected = before;
      meddle = () => {
        meddle = () => undefined;
        act();
        expected = fingerprint(f.user);
      };
      const outcome = await landAs(`l-${name}`, commit);
      expect(['conflict', 'merged']).toContain(outcome.kind);
      expect(fingerprint(f.user)).toEqual(expected);
      for (const file of ['edited', 'gone', 'chmodded', 'calm']) put(f.user, file, 'old\n');
      rmSync(join(f.user, 'fresh'), { force: true });
    }
  });
});

describe('registering a folder', () => {
  it('refuses what must not be one, each with its reason and remedy', async () => {
    put(f.user, 'file', 'x');
    mkdirSync(join(f.options.dataDir, 'trees'), { recursive: true });
    for (const path of [
      'relative',
      '/',
      homedir(),
      '/etc',
      '/usr/lib',
      f.dir,
      f.options.dataDir,
      join(f.user, 'none'),
      join(f.user, 'file'),
    ]) {
      await expect(f.store.register(path), path).rejects.toMatchObject({ code: 'unusable_workspace', remedy: /\w/ });
    }
    const scratch = join(f.options.scratchDir, 'task-1');
    mkdirSync(scratch, { recursive: true });
    symlinkSync(f.user, join(f.dir, 'alias'));
    await expect(f.store.register(scratch)).resolves.toMatchObject({ path: scratch });
    expect(await f.store.register(join(f.dir, 'alias'))).toEqual(await f.store.register(f.user));
  });
});
