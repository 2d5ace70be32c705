import { describe, expect, it } from 'vitest';
import { SandboxConfig } from '#config';
import { chooseSandbox } from './choose-sandbox.js';
import { homesFrom } from './cgroup.js';
import { SandboxUnavailable } from './sandbox.js';
import { seatbeltProfile } from './seatbelt.js';

const config = (values: Partial<SandboxConfig>): SandboxConfig => Object.assign(new SandboxConfig(), values);
const withoutBwrap = {
  platform: 'linux' as const,
  searchPath: process.env['PATH'] ?? '/usr/bin:/bin',
  isRoot: false,
  launcher: 'bwrap-that-is-not-installed',
};

describe('the choice of a sandbox', () => {
  it('falls back to plain processes with a warning that says why and what to do', async () => {
    const { sandbox, warnings } = await chooseSandbox(config({ mode: 'auto' }), [], withoutBwrap);
    expect(sandbox.kind).toBe('none');
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/without a sandbox: .*not installed.*Install bubblewrap/);
  });

  it('refuses to go on without one where it is required', async () => {
    const choice = chooseSandbox(config({ mode: 'required' }), [], withoutBwrap);
    await expect(choice).rejects.toThrow(SandboxUnavailable);
    await expect(choice).rejects.toMatchObject({
      code: 'sandbox_unavailable',
      remedy: expect.stringContaining('bubblewrap'),
    });
  });

  it('falls back when the launcher is there and its command line does not work', async () => {
    const { sandbox, warnings } = await chooseSandbox(config({}), [], { ...withoutBwrap, launcher: 'false' });
    expect(sandbox.kind).toBe('none');
    expect(warnings).toHaveLength(1);
  });

  it('takes none when it is told to, and says so', async () => {
    const { sandbox, warnings } = await chooseSandbox(config({ mode: 'none' }));
    expect(sandbox.kind).toBe('none');
    expect(warnings[0]).toContain('mode = "none"');
  });
});

describe('the control groups of a machine', () => {
  it('are found for version 1, each controller under its own path', () => {
    const own = '8:pids:/a\n4:memory:/b/c\n0::/\n';
    const mounts = [
      '30 29 0:26 / /sys/fs/cgroup/memory rw,relatime shared:1 - cgroup cgroup rw,memory',
      '31 29 0:27 / /sys/fs/cgroup/pids rw,relatime - cgroup cgroup rw,pids',
    ].join('\n');
    expect(homesFrom(own, mounts)).toEqual([
      { version: 1, folders: { pids: '/sys/fs/cgroup/pids/a', memory: '/sys/fs/cgroup/memory/b/c' } },
    ]);
  });

  it('are found for version 2, one folder for all controllers', () => {
    const mounts = '25 20 0:22 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw';
    expect(homesFrom('0::/user.slice/x\n', mounts)).toEqual([
      { version: 2, folders: { pids: '/sys/fs/cgroup/user.slice/x', memory: '/sys/fs/cgroup/user.slice/x' } },
    ]);
  });
});

describe('the profile for macOS', () => {
  const profile = seatbeltProfile({
    root: '/w',
    scratch: '/s',
    node: '/opt/node',
    toolchains: ['/home/u/.nvm/v"22'],
    network: false,
  });

  it('denies by default and lets only the tree and the scratch folder be written', () => {
    expect(profile.split('\n')[1]).toBe('(deny default)');
    const writable = profile.split('\n').filter((line) => line.includes('file-write*'));
    expect(writable).toEqual(['(allow file-read* file-write* (subpath "/w") (subpath "/s"))']);
  });

  it('lets a toolchain be read, never written', () => {
    const lines = profile.split('\n').filter((line) => line.includes('/home/u/.nvm'));
    expect(lines).toEqual([expect.stringMatching(/^\(allow file-read\* .*\(subpath "\/home\/u\/\.nvm\/v\\"22"\)\)$/)]);
  });

  it('has no network unless it is configured, and loopback never', () => {
    expect(profile).toContain('(deny network*)');
    expect(profile).not.toContain('allow network');
    const open = seatbeltProfile({ root: '/w', scratch: '/s', node: '/n', toolchains: [], network: true });
    expect(open).toContain('(allow network-outbound)');
    expect(open).toContain('(deny network-outbound (remote ip "localhost:*"))');
  });

  it('cannot be widened by a folder name', () => {
    const hostile = seatbeltProfile({
      root: '/w") (subpath "/',
      scratch: '/s',
      node: '/n',
      toolchains: [],
      network: false,
    });
    expect(hostile).toContain('(subpath "/w\\") (subpath \\"/")');
  });
});
