import { readdirSync, statfsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SandboxConfig } from '#config';
import { SmallDisk } from '#testing';
import { contextOf, GitTree } from '../../spec/git-tree.js';
import { LocalToolBox } from '../local-toolbox.js';
import { chooseSandbox } from './choose-sandbox.js';
import { isTooFar } from './disk-watch.js';

it('leaves the machine a part of each disk, and of a full one half of what was found', () => {
  const GIB = 2 ** 30;
  const whole = { bytes: 100 * GIB, files: 1000 };
  const room = (bytes: number, files = 1000) => ({ bytes, files });
  expect(isTooFar(room(50 * GIB), room(2 * GIB), whole)).toBe(false);
  expect(isTooFar(room(50 * GIB), room(0.9 * GIB), whole)).toBe(true);
  expect(isTooFar(room(50 * GIB), room(40 * GIB, 49), whole)).toBe(true);
  expect(isTooFar(room(0.5 * GIB), room(0.3 * GIB), whole)).toBe(false);
  expect(isTooFar(room(0.5 * GIB), room(0.2 * GIB), whole)).toBe(true);
  expect(isTooFar(room(0), room(0), whole)).toBe(false);
  // Some file systems do not count files.
  expect(isTooFar(room(50 * GIB, 0), room(40 * GIB, 0), { bytes: 100 * GIB, files: 0 })).toBe(false);
});

it('stops a command before the disk is full, and says so', async (context) => {
  const disk = SmallDisk.make(128);
  if (disk === null) return context.skip(SmallDisk.trouble);
  try {
    const tree = await GitTree.create(disk.dir);
    const { sandbox } = await chooseSandbox(new SandboxConfig());
    // At the end slowly enough to be seen: a disk of usual size takes longer than this one.
    const command =
      'head -c 112M /dev/zero > large; for n in $(seq 100); do head -c 512K /dev/zero > part-$n || exit 9; sleep 0.1; done';
    const call = { id: 'abcdefghi', name: 'shell_execute', arguments: { command } };
    const { content } = await new LocalToolBox(sandbox).run(call, contextOf(tree, {}));
    expect(JSON.parse(content)).toMatchObject({ success: false, error: expect.stringContaining('filled the disk') });
    const { bavail, bsize } = statfsSync(disk.dir);
    expect(bavail * bsize).toBeGreaterThan(0);
    expect(readdirSync(tree.root).length).toBeGreaterThan(2);
  } finally {
    disk.drop();
  }
});
