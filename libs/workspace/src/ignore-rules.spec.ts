import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fingerprint, put } from './fixture.js';
import { f, workspaceId, tip, taskId, eachInItsFolder, start, open, look, landAs } from './hostile.fixture.js';

eachInItsFolder();

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

  it('are not read from a file of any size: it is named, and a step that brings one is none', async () => {
    put(f.user, 'a', '1');
    await start();
    const tree = await open();
    put(tree.root, 'sub/.gitignore', '');
    truncateSync(join(tree.root, 'sub/.gitignore'), 65 * 1_048_576);
    const { changes, skipped } = await tree.snapshot();
    expect(changes).toEqual([]);
    expect(skipped).toEqual([expect.stringContaining('sub/.gitignore holds more than 64 MiB of rules')]);
    expect(Object.keys(fingerprint(tree.root))).toEqual(['a']);
    await tree.close();
    put(f.user, '.gitignore', '');
    truncateSync(join(f.user, '.gitignore'), 65 * 1_048_576);
    await expect(look()).rejects.toThrow('.gitignore holds more than 64 MiB of rules');
  });

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
