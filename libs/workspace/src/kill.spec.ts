import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { transformSync } from '@swc/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LandWish, RevertWish } from '#conductor';
import { fingerprint, makeFixture, put } from './fixture.js';
import { GitTreeStore } from './git-tree-store.js';

const repository = resolve(import.meta.dirname, '../../..');
let built: string;

/** The sources as plain JavaScript, so that a process of its own can run them and be killed. */
beforeAll(() => {
  built = mkdtempSync(join(tmpdir(), 'loom-kill-'));
  const manifest = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { imports: object };
  const imports = JSON.parse(JSON.stringify(manifest.imports).replaceAll('./dist/', './')) as object;
  writeFileSync(join(built, 'package.json'), JSON.stringify({ type: 'module', imports }));
  symlinkSync(join(repository, 'node_modules'), join(built, 'node_modules'));
  for (const lib of ['domain', 'prompts', 'contracts', 'conductor', 'roles', 'workspace']) {
    const from = join(repository, 'libs', lib, 'src');
    for (const name of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts') || name.endsWith('.spec.ts')) continue;
      const { code } = transformSync(readFileSync(join(from, name), 'utf8'), {
        filename: name,
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
        module: { type: 'es6' },
      });
      const to = join(built, 'libs', lib, 'src', name.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(to), { recursive: true });
      writeFileSync(to, code);
    }
  }
  writeFileSync(
    join(built, 'run.js'),
    `import { readFileSync, rmSync, writeFileSync } from 'node:fs';
     import { GitTreeStore } from './libs/workspace/src/git-tree-store.js';
     const { options, method, wish, killAt, meddle } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
     let n = 0;
     const probe = (step) => {
       if (meddle !== undefined && step === meddle.after) writeFileSync(meddle.file, 'user\\n');
       if (n++ === killAt) process.kill(process.pid, 'SIGKILL');
     };
     const store = new GitTreeStore({ ...options, probe });
     await store[method](wish);`,
  );
});
afterAll(() => rmSync(built, { recursive: true, force: true }));

interface Run {
  readonly options: { dataDir: string; scratchDir: string };
  readonly method: 'land' | 'revert';
  readonly wish: LandWish | RevertWish;
  readonly killAt: number;
  readonly meddle?: { after: string; file: string };
}

/** Whether the process was killed, as opposed to having come to its end. */
function runKilled(run: Run): Promise<boolean> {
  const file = `${run.options.dataDir}.run.json`;
  writeFileSync(file, JSON.stringify(run));
  const child = spawn(process.execPath, [join(built, 'run.js'), file], { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise((done, fail) => {
    child.on('close', (code, signal) => {
      if (signal === 'SIGKILL') done(true);
      else if (code === 0) done(false);
      else fail(new Error(errors));
    });
  });
}

/** Twelve operations of every kind, ready to land; copied for each kill. */
async function prepare() {
  const f = makeFixture();
  put(f.user, 'edit', 'old\n');
  put(f.user, 'mode', 'x\n');
  put(f.user, 'gone/deep/file', 'x\n');
  put(f.user, 'to-dir', 'x\n');
  put(f.user, 'to-file/a', 'x\n');
  put(f.user, 'to-link', 'x\n');
  symlinkSync('edit', join(f.user, 'link'));
  mkdirSync(join(f.user, 'empty'));
  const { workspaceId } = await f.store.register(f.user);
  const of = { workspaceId, path: f.user, taskId: 't' };
  const tip = (await f.store.snapshot({ ...of, tip: null })).commit;
  const tree = await f.trees.open({ workspaceId, taskId: 't', attemptId: 'a', epoch: 1, base: tip, head: tip });
  for (const name of ['gone', 'to-dir', 'to-file', 'to-link', 'link', 'empty'])
    rmSync(join(tree.root, name), { recursive: true });
  put(tree.root, 'edit', 'new\n');
  put(tree.root, 'mode', 'x\n', 0o600);
  put(tree.root, 'to-dir/x/y', 'y\n');
  put(tree.root, 'to-file', 'f\n');
  put(tree.root, 'fresh/one', '1\n');
  symlinkSync('edit', join(tree.root, 'to-link'));
  symlinkSync('mode', join(tree.root, 'link'));
  mkdirSync(join(tree.root, 'hollow'));
  const after = fingerprint(tree.root);
  const head = (await tree.snapshot()).commit;
  await tree.close();
  const verifiedTrees = [await f.store.treeId(workspaceId, head)];
  const wish = { ...of, landingId: 'l1', subtaskId: 's', tip, base: tip, head, verifiedTrees, protected: [] };
  return { f, wish, before: fingerprint(f.user), after, tip };
}

describe('a landing that is killed', () => {
  it('leaves the old or the new folder after the next start, at every step of the journal', async () => {
    const { f, wish, before, after } = await prepare();
    try {
      let killed = true;
      let point = 0;
      let mixed = 0;
      for (; killed; point++) {
        const dir = join(f.dir, `run${point}`);
        cpSync(f.options.dataDir, join(dir, 'data'), { recursive: true });
        cpSync(f.user, join(dir, 'user'), { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
        expect(fingerprint(join(dir, 'user'))).toEqual(before);
        const options = { dataDir: join(dir, 'data'), scratchDir: join(dir, 'data/scratch') };
        const here = { ...wish, path: join(dir, 'user') };
        killed = await runKilled({ options, method: 'land', wish: here, killAt: point });
        const found = JSON.stringify(fingerprint(here.path));
        if (found !== JSON.stringify(before) && found !== JSON.stringify(after)) mixed += 1;
        const store = new GitTreeStore(options);
        await store.recover();
        expect([before, after], `killed at step ${point}`).toContainEqual(fingerprint(here.path));
        const outcome = await store.land(here);
        if (outcome.kind !== 'landed') throw new Error(`${outcome.kind} after a kill at step ${point}`);
        expect(fingerprint(here.path)).toEqual(after);
        const undone = await store.revert({
          ...here,
          undoId: 'u',
          tip: outcome.commit,
          landings: [outcome],
          onConflict: 'abort',
        });
        expect(undone.kind).toBe('reverted');
        expect(fingerprint(here.path)).toEqual(before);
        expect(relative(dir, here.path)).toBe('user');
        expect(readdirSync(dir).filter((name) => name.startsWith('.loom'))).toEqual([]);
        rmSync(dir, { recursive: true, force: true });
      }
      expect(point).toBeGreaterThan(25);
      expect(mixed).toBeGreaterThan(5);
    } finally {
      f.dispose();
    }
  }, 300_000);

  it('goes back wholly, user edit included, when it was killed while taking itself back', async () => {
    const { f, wish, before } = await prepare();
    try {
      for (const point of [18, 19, 20, 22, 24, 26, 28, 30]) {
        const dir = join(f.dir, `back${point}`);
        cpSync(f.options.dataDir, join(dir, 'data'), { recursive: true });
        cpSync(f.user, join(dir, 'user'), { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
        const options = { dataDir: join(dir, 'data'), scratchDir: join(dir, 'data/scratch') };
        const here = { ...wish, path: join(dir, 'user') };
        // After some paths are written the user saves one that is still to come.
        await runKilled({
          options,
          method: 'land',
          wish: here,
          killAt: point,
          meddle: { after: 'dropped', file: join(dir, 'user/mode') },
        });
        await new GitTreeStore(options).recover();
        const found = fingerprint(here.path);
        expect(readFileSync(join(here.path, 'mode'), 'utf8')).toBe('user\n');
        expect({ ...found, mode: before['mode'] }, `killed at step ${point}`).toEqual(before);
        rmSync(dir, { recursive: true, force: true });
      }
    } finally {
      f.dispose();
    }
  }, 120_000);
});
