import { expect, it } from 'vitest';
import { SandboxConfig } from '#config';
import { DiskFull } from '#domain';
import { SmallDisk } from '#testing';
import { contextOf, GitTree } from '../spec/git-tree.js';
import { SandboxedCheckRunner } from './checks/sandboxed-check-runner.js';
import { LocalToolBox } from './local-toolbox.js';
import { chooseSandbox } from './shell/choose-sandbox.js';

const { sandbox } = await chooseSandbox(new SandboxConfig());

it('tells a full disk from a failure of the model, of its command and of its work', async (context) => {
  const disk = SmallDisk.make(8);
  if (disk === null) return context.skip(SmallDisk.trouble);
  try {
    const tree = await GitTree.create(disk.dir);
    const box = new LocalToolBox(sandbox);
    const run = (name: string, args: Record<string, unknown>) =>
      box.run({ id: 'abcdefghi', name, arguments: args }, contextOf(tree));
    const runner = new SandboxedCheckRunner(sandbox);
    const check = () => runner.run(tree, 'echo x > written && test -s written', new AbortController().signal);
    disk.fill();
    await expect(run('write_file', { path: 'a.txt', content: 'x'.repeat(9000) })).rejects.toThrow(DiskFull);
    await expect(run('shell_execute', { command: 'echo x > b.txt' })).rejects.toThrow(DiskFull);
    await expect(check()).rejects.toThrow(DiskFull);
    disk.free();
    expect((await run('shell_execute', { command: 'exit 3' })).success).toBe(false);
    expect((await check()).passed).toBe(true);
  } finally {
    disk.drop();
  }
});
