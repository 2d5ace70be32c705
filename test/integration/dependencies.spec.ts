import { createHash } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SandboxConfig } from '#config';
import type { AttemptTree } from '#roles';
import { chooseSandbox, LocalToolBox, SandboxedCheckRunner } from '#tools';
import { DEFAULT_LIMITS, GitAttemptTrees, GitTreeStore, HeadStore } from '#workspace';

const { sandbox, warnings } = await chooseSandbox(new SandboxConfig());
const missing = sandbox.kind === 'bubblewrap' ? '' : ` [skipped: ${warnings.join(' ')}]`;
const taskId = '4b2c1f1e-0000-4000-8000-00000000000d';
const signal = new AbortController().signal;

/** Names, kinds, modes, times and bytes of all that is below a folder. */
function fingerprint(folder: string): Record<string, string> {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    all.map((path) => {
      const file = join(folder, path);
      const stats = lstatSync(file);
      const bytes = stats.isFile() ? createHash('sha1').update(readFileSync(file)).digest('hex') : '';
      const link = stats.isSymbolicLink() ? readlinkSync(file) : '';
      return [path, `${stats.mode} ${stats.mtimeMs} ${bytes}${link}`];
    }),
  );
}

describe.skipIf(missing !== '')(`dependencies of the user${missing}`, () => {
  let home: string;
  let user: string;
  let tree: AttemptTree;
  let store: GitTreeStore;
  let workspaceId: string;
  let base: string;
  let trees: GitAttemptTrees;

  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(user, path)), { recursive: true });
    writeFileSync(join(user, path), text);
  };
  const open = (attemptId: string) =>
    trees.open({ workspaceId, taskId, attemptId, epoch: 1, base, head: base, throwaway: false });

  /** `awkward` makes a folder whose name no overlay takes: what is installed is copied then. */
  async function start(awkward: boolean): Promise<void> {
    home = mkdtempSync(join(tmpdir(), 'loom-deps-'));
    user = join(home, awkward ? 'my, project' : 'project');
    put('index.js', 'module.exports = require("left");\n');
    put('packages/app/index.js', '1\n');
    put('node_modules/left/index.js', 'module.exports = "from the user";\n');
    put('node_modules/left/package.json', '{"name":"left","version":"1.0.0"}');
    put('packages/app/node_modules/inner/index.js', 'module.exports = 7;\n');
    symlinkSync('left', join(user, 'node_modules', 'linked'));
    const options = { dataDir: join(home, 'data'), scratchDir: join(home, 'data', 'scratch') };
    store = new GitTreeStore(options);
    trees = new GitAttemptTrees({ ...options, limits: DEFAULT_LIMITS }, new HeadStore((id) => store.repository(id)));
    workspaceId = (await store.register(user)).workspaceId;
    base = (await store.snapshot({ workspaceId, path: user, tip: null, taskId })).commit;
    tree = await open('a1');
  }
  afterEach(async () => {
    await tree.close();
    rmSync(home, { recursive: true, force: true });
  });

  describe.each([
    ['mounted', false],
    ['copied', true],
  ])('%s into an attempt', (_how, awkward) => {
    beforeEach(() => start(awkward));

    const check = (command: string, at = tree) => new SandboxedCheckRunner(sandbox).run(at, command, signal);

    it('work in a check and in a shell, nested ones and links among them too', async () => {
      expect(tree.overlays?.map((o) => o.name)).toEqual(awkward ? [] : ['node_modules', 'packages/app/node_modules']);
      const command = `node -e 'if (require("./index.js") !== "from the user" || require("linked") !== "from the user") process.exit(1)'`;
      expect(await check(command)).toMatchObject({ passed: true });
      expect(await check('cd packages/app && node -p "require(\'inner\') + 1" | grep -x 8')).toMatchObject({
        passed: true,
      });
      const tools = new LocalToolBox(sandbox);
      const context = { tree, signal, protected: [], asked: '', searchMemory: async () => [], seen: new Set<string>() };
      const call = { id: 'c', name: 'shell_execute', arguments: { command: 'node -p "require(\'left\')"' } };
      const result = await tools.run(call, context);
      expect(JSON.parse(result.content)).toMatchObject({ success: true, output: 'from the user' });
    });

    it('stay byte for byte what they were whatever the attempt does, and nothing of it lands', async () => {
      const before = fingerprint(user);
      const wild = [
        'echo x > node_modules/left/index.js',
        'chmod 777 node_modules/left/package.json',
        'mkdir node_modules/new && echo y > node_modules/new/index.js',
        'node -p "require(\'new\')"',
        'rm -rf packages/app/node_modules/*',
        'rm -rf node_modules',
        'test -z "$(ls -A node_modules 2>/dev/null)" && echo gone',
      ].join('; ');
      expect((await check(wild)).detail).toContain('gone');
      expect(fingerprint(user)).toEqual(before);
      // A later command of the same attempt sees what the earlier one left.
      expect(await check('node -p "require(\'left\')"')).toMatchObject({ passed: false });
      const step = await tree.snapshot();
      expect([step.commit, step.changes]).toEqual([base, []]);
      await tree.reset();
      expect(await check('node -p "require(\'left\')"')).toMatchObject({ passed: true });
      const other = await open('a2');
      expect(await check('node -p "require(\'left\')"', other)).toMatchObject({ passed: true });
      await other.close();
      expect(fingerprint(user)).toEqual(before);
    });

    it('are mounted nowhere else when the attempt puts a link in their way', async () => {
      const before = fingerprint(user);
      await check('rm -rf packages/app node_modules; ln -s /scratch packages/app');
      const outside = join(tree.scratch, 'node_modules');
      expect((await check('ls node_modules')).detail).toBeTruthy();
      expect(lstatSync(outside, { throwIfNoEntry: false })).toBeUndefined();
      expect(fingerprint(user)).toEqual(before);
    });
  });
});
