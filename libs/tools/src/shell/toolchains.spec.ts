import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { LoomConfig, SandboxConfig } from '#config';
import { SandboxedCheckRunner } from '../checks/sandboxed-check-runner.js';
import { bubblewrapArgs, findFeatures } from './bubblewrap.js';
import { eachInItsTree, missing, text, tree } from './bubblewrap.fixture.js';
import { chooseSandbox } from './choose-sandbox.js';
import { DEFAULT_LIMITS, type SandboxResult } from './sandbox.js';
import { setUpRunner } from './set-up.js';
import { lookAtToolchain, ToolchainRefused, usableToolchains, withToolchains } from './toolchains.js';

const place = realpathSync(mkdtempSync(join(tmpdir(), 'loom-toolchains-')));
const folder = (...parts: string[]): string => {
  const path = join(place, ...parts);
  mkdirSync(path, { recursive: true });
  return path;
};
const [home, data] = [folder('home', 'u'), folder('home', 'u', '.loom')];
const tool = folder('home', 'u', '.tools', 'v1');
const program = join(folder('home', 'u', '.tools', 'v1', 'bin'), 'weave');
writeFileSync(program, '#!/bin/sh\necho "weaves, beside $(cat "$(dirname "$0")/../lib.txt")"\n');
chmodSync(program, 0o755);
writeFileSync(join(tool, 'lib.txt'), 'its library');
afterAll(() => rmSync(place, { recursive: true }));

const bounds = { home, ownFolders: [data] };
const look = (path: string) => lookAtToolchain(path, bounds);

describe('a toolchain', () => {
  it('is known by its real path, with the bin folder it has or is', () => {
    const link = join(place, 'current');
    symlinkSync(tool, link);
    expect(look(link)).toEqual({ named: link, folder: tool, bin: join(tool, 'bin') });
    expect(look(join(tool, 'bin'))).toMatchObject({ bin: join(tool, 'bin') });
    expect(look(folder('bare'))).toMatchObject({ bin: null });
  });

  it('is refused where it would show more than itself, or is none', () => {
    const loop = join(place, 'home-by-another-name');
    symlinkSync(home, loop);
    const root = join(place, 'root');
    symlinkSync('/', root);
    for (const [path, because] of [
      ['tools/v1', /not an absolute path/],
      [join(place, 'gone'), /does not exist/],
      [program, /is a file/],
      [home, /is the home folder/],
      [loop, /is the home folder/],
      [join(home, '..'), /holds the home folder/],
      [data, /Loom's own data in .*\.loom lie in one another/],
      [folder('home', 'u', '.loom', 'trees'), /Loom's own data/],
      [folder('co:lon'), /colon/],
      ...['/', root, '/etc', '/etc/ssl', '/proc', '/dev', '/tmp'].map(
        (path) => [path, /more of this machine/] as const,
      ),
    ] as const)
      expect(look(path), path).toEqual({ named: path, because: expect.stringMatching(because) });
  });

  it('keeps Loom from starting when it is refused, each named', () => {
    const config = (toolchains: string[]): LoomConfig =>
      Object.assign(new LoomConfig(), { dataDir: data, sandbox: Object.assign(new SandboxConfig(), { toolchains }) });
    expect(usableToolchains(config([tool]))).toHaveLength(1);
    const start = () => usableToolchains(config([tool, '/', join(place, 'gone')]));
    expect(start).toThrow(ToolchainRefused);
    expect(start).toThrow(/\/ holds more of this machine than commands may see; .*gone does not exist$/);
  });

  it('goes before the system on the PATH, and is bound unless the system holds it', () => {
    const found = [
      { named: '/opt/a', folder: '/opt/a', bin: '/opt/a/bin' },
      { named: '/usr/lib/b', folder: '/usr/lib/b', bin: '/usr/lib/b/bin' },
      { named: '/tmp/c', folder: '/tmp/c', bin: null },
    ];
    expect(withToolchains('/usr/bin:/bin', found)).toBe('/opt/a/bin:/usr/lib/b/bin:/usr/bin:/bin');
    const request = { root: '/slot', scratch: '/s', command: 'true', timeoutMs: 1000 };
    const args = bubblewrapArgs(findFeatures('--size', false, found), DEFAULT_LIMITS, request).join(' ');
    expect(args).toContain('--ro-bind /opt/a /opt/a --ro-bind /tmp/c /tmp/c --bind /slot /workspace');
    expect(args).not.toContain('/usr/lib/b /usr/lib/b');
    expect(args).toContain('--setenv PATH /opt/a/bin:/usr/lib/b/bin:/usr/local/bin');
  });
});

describe.skipIf(missing !== '')(`a toolchain in the sandbox${missing}`, () => {
  eachInItsTree();
  const found = look(tool);
  if ('because' in found) throw new Error(found.because);
  const signal = new AbortController().signal;

  const run = async (command: string): Promise<SandboxResult> => {
    const { sandbox } = await chooseSandbox(new SandboxConfig(), [found]);
    return sandbox.run({
      root: tree.root,
      scratch: tree.scratch,
      command,
      timeoutMs: 20_000,
      signal,
      logOverflow: false,
    });
  };

  it('runs by its name, is not written to, and shows nothing beside it', async () => {
    const said = text(
      await run(`weave; echo x > ${tool}/lib.txt; rm ${program}; touch ${tool}/new; ls -A ${home}; weave`),
    );
    expect(said).toMatch(/^weaves, beside its library\n/);
    expect(said.match(/Read-only file system/g)).toHaveLength(3);
    expect(said).toMatch(/\n\.tools\nweaves, beside its library\n$/);
  });

  it('is there for checks and for set-ups too', async () => {
    const { sandbox } = await chooseSandbox(new SandboxConfig(), [found]);
    const checks = new SandboxedCheckRunner(sandbox, { timeoutSeconds: 20 });
    expect(await checks.run(tree, 'weave', signal)).toMatchObject({ passed: true });
    const setUp = setUpRunner(sandbox, { network: false });
    const { root, scratch } = tree;
    expect(await setUp({ root, scratch, command: 'weave > made', timeoutMs: 20_000, signal })).toBeNull();
  });

  it('is on the PATH without a sandbox as well', async () => {
    const { sandbox } = await chooseSandbox(Object.assign(new SandboxConfig(), { mode: 'none' }), [found]);
    const { root, scratch } = tree;
    const result = await sandbox.run({
      root,
      scratch,
      command: 'weave',
      timeoutMs: 20_000,
      signal,
      logOverflow: false,
    });
    expect(text(result)).toBe('weaves, beside its library\n');
  });
});
