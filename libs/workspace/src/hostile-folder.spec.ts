import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fingerprint, put } from './fixture.js';
import { GitTreeStore } from './git-tree-store.js';
import {
  f,
  workspaceId,
  tip,
  taskId,
  eachInItsFolder,
  inFolderWith,
  look,
  start,
  open,
  landAs,
  roundTrip,
  git,
} from './hostile.fixture.js';

eachInItsFolder();

describe('names', () => {
  it('come through as bytes: not UTF-8, newline, tab, quotes, dashes, magic, long ones and both Unicode forms; folders of them too', async () => {
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
      for (const [n, name] of names.entries()) {
        const at = (...parts: (string | Buffer)[]): Buffer =>
          Buffer.concat([root, ...parts].flatMap((part) => [Buffer.from(part), Buffer.from('/')])).subarray(0, -1);
        writeFileSync(at(name), content + n);
        const dir = n % 2 === 0 ? at('empty', name, content.trim()) : at('full', name);
        mkdirSync(dir, { recursive: true });
        if (n % 2 === 1) writeFileSync(at('full', name, name), content, { mode: 0o600 });
      }
      symlinkSync(Buffer.from([0xff]), join(root, 'odd-link'));
    };
    write(f.user, 'user ');
    await start();
    const tree = await open();
    expect(fingerprint(tree.root)).toEqual(fingerprint(f.user));
    await tree.close();
    await roundTrip((root) => {
      for (const name of ['odd-link', 'empty']) rmSync(join(root, name), { recursive: true });
      write(root, 'loom ');
    });
    await rmAll(f.user);
    await look();
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
      put(root, 'nested/crlf', 'a\r\nchanged\r\n$Id$\n');
      put(root, '.gitattributes', '* text eol=lf\n');
      // The attempt makes one of its own, with all that.
      cpSync(join(f.user, 'nested'), join(root, 'made'), { recursive: true });
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
    let meddle = (): void => undefined;
    inFolderWith({ probe: (step) => (step === 'staged' ? meddle() : undefined) });
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
    for (const toolchain of [join(f.user, 'tool'), dirname(f.user)]) {
      const store = new GitTreeStore({ ...f.options, toolchains: [toolchain] });
      await expect(store.register(f.user)).rejects.toMatchObject({
        code: 'unusable_workspace',
        message: expect.stringContaining('toolchain'),
      });
    }
    await expect(f.store.register(scratch)).resolves.toMatchObject({ path: scratch });
    expect(await f.store.register(join(f.dir, 'alias'))).toEqual(await f.store.register(f.user));
  });
});
