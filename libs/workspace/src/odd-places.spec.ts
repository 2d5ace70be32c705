import { execFileSync } from 'node:child_process';
import { chownSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fingerprint, put } from './fixture.js';
import { attempt, eachInItsFolder, f, land, start, taskId, tip, workspaceId } from './landing.fixture.js';

const run = (program: string, ...args: string[]): void => void execFileSync(program, args, { stdio: 'ignore' });

interface Odd {
  readonly name: string;
  readonly make: (folder: string) => void;
  readonly unmake: (folder: string) => void;
  readonly says: RegExp;
}

const unmount = (folder: string): void => run('umount', folder);
const MOUNT = /^m\/(f|new) lies on another mount than the workspace: nothing was changed$/;
const MARK = /^m\/(f|new) is one that the system lets nobody replace: nothing was changed$/;
const ODD: readonly Odd[] = [
  {
    name: 'another file system',
    make: (folder) => {
      run('mount', '-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder);
      put(folder, 'f', 'old\n');
    },
    unmake: unmount,
    says: MOUNT,
  },
  { name: 'a bind mount', make: (folder) => run('mount', '--bind', folder, folder), unmake: unmount, says: MOUNT },
  {
    name: 'a read-only bind mount',
    make: (folder) => {
      run('mount', '--bind', folder, folder);
      run('mount', '-o', 'remount,ro,bind', folder);
    },
    unmake: unmount,
    says: MOUNT,
  },
  ...['i', 'a'].flatMap((mark) =>
    [(folder: string) => join(folder, 'f'), (folder: string) => folder].map((of, n): Odd => {
      const name = `a ${n === 0 ? 'file' : 'folder'} marked +${mark}`;
      const unmake = (folder: string): void => run('chattr', '-R', `-${mark}`, folder);
      return { name, make: (folder) => run('chattr', `+${mark}`, of(folder)), unmake, says: MARK };
    }),
  ),
];

describe.skipIf(process.getuid?.() !== 0)('a landing that is to change files in', () => {
  eachInItsFolder();

  it.for(ODD)('$name: changes nothing at all and names the file', async ({ make, unmake, says }, context) => {
    for (const path of ['a', 'm/f', 'z']) put(f.user, path, 'old\n');
    const folder = join(f.user, 'm');
    try {
      make(folder);
    } catch {
      return context.skip('neither mounts nor marks can be set here');
    }
    try {
      await start();
      const head = await attempt('a1', (root) => {
        for (const path of ['a', 'm/f', 'm/new', 'z']) put(root, path, 'new\n');
      });
      const before = fingerprint(f.user);
      const failed = await land('l1', head, tip).catch((error: unknown) => error);
      expect(failed).toMatchObject({ message: expect.stringMatching(says) as string });
      expect(fingerprint(f.user)).toEqual(before);
    } finally {
      unmake(folder);
    }
    expect(await land('l2', await attempt('a2', (root) => put(root, 'a', 'new\n')), tip)).toMatchObject({
      kind: 'landed',
    });
  });

  it('a folder of another owner leaves each file to whom it belongs', async () => {
    put(f.user, 'theirs', 'old\n');
    chownSync(join(f.user, 'theirs'), 1234, 1234);
    await start();
    await land('l1', await attempt('a1', (root) => put(root, 'theirs', 'new\n')), tip);
    expect(statSync(join(f.user, 'theirs'))).toMatchObject({ uid: 1234, gid: 1234 });
  });
});

describe('a look at the folder', () => {
  eachInItsFolder();

  it('sees an edit of the same size and second, whatever its time was set to', async () => {
    const names = ['kept', 'future', 'both', 'past'];
    for (const name of names) put(f.user, name, `${name} 0\n`);
    const { atime, mtime } = statSync(join(f.user, 'kept'));
    const FAR = 4e9; // seconds
    utimesSync(join(f.user, 'both'), FAR, FAR);
    await start();
    let at = tip;
    for (let n = 1; n < 6; n++) {
      for (const name of names) put(f.user, name, `${name} ${n}\n`);
      utimesSync(join(f.user, 'kept'), atime, mtime);
      for (const name of ['future', 'both']) utimesSync(join(f.user, name), FAR, FAR);
      utimesSync(join(f.user, 'past'), 0, 0);
      at = (await f.store.snapshot({ workspaceId, path: f.user, tip: at, taskId })).commit;
      const diff = await f.store.diff(workspaceId, tip, at, {});
      for (const name of names) expect(diff).toContain(`+${name} ${n}\n`);
    }
  });
});
