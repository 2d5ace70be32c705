import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findRedisServer } from '#bootstrap';
import { LoomConfig, SandboxConfig } from '#config';
import { checkGit, checkNode, checkRedis, checkSandbox, checkToolchains } from './diagnosis.js';

describe('doctor', () => {
  it.each([
    ['18.20.8', 'broken'],
    ['20.18.3', 'broken'],
    ['20.19.0', 'ok'],
    ['22.1.0', 'ok'],
  ])('takes Node %s for %s', (version, state) => {
    expect(checkNode(version)).toMatchObject({ what: 'Node', state });
    expect(checkNode(version).remedy).toEqual(state === 'ok' ? undefined : 'Install Node 20.19 or newer.');
  });

  it('looks for git where Loom does, and says where that is', async () => {
    expect(await checkGit('/nowhere:/gone')).toMatchObject({
      state: 'broken',
      says: expect.stringMatching(/^it cannot be run from \/nowhere, \/gone \(/),
      remedy: expect.stringContaining('apt-get install git'),
    });
  });

  it('says how to get a Redis where none is configured and none is there', async () => {
    const found = await checkRedis(undefined, '/nowhere');
    expect(found).toMatchObject({
      state: 'broken',
      says: expect.stringContaining('neither redis-server nor valkey-server is installed'),
      remedy: expect.stringContaining('apt-get install redis-server'),
    });
  });

  it('finds the Redis that Loom would start, on a search path or where package managers put it', async () => {
    const path = process.env['PATH'];
    expect(findRedisServer()).not.toBeNull();
    process.env['PATH'] = '/nowhere';
    try {
      const usual = findRedisServer();
      const found = await checkRedis(undefined);
      if (usual === null) expect(found.state).toBe('broken');
      else expect(found).toMatchObject({ state: 'ok', says: expect.stringMatching(/^Loom starts its own: .*server/i) });
      expect(await checkSandbox('required')).toMatchObject({ state: 'broken' });
    } finally {
      process.env['PATH'] = path;
    }
  });

  it('says that a Redis which does not run is of no use', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'loom-doctor-'));
    try {
      await writeFile(join(folder, 'redis-server'), '#!/bin/sh\nexit 3\n', { mode: 0o755 });
      expect(await checkRedis(undefined, folder)).toMatchObject({
        state: 'broken',
        says: expect.stringContaining(`${join(folder, 'redis-server')} cannot be run`),
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('warns where commands run with the rights of whoever started Loom', async () => {
    expect(await checkSandbox('none')).toMatchObject({
      state: 'warning',
      remedy: 'Set mode = "auto" under [sandbox].',
    });
  });

  it('shows each toolchain of the sandbox, and what is wrong with it', async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'loom-doctor-')));
    try {
      await mkdir(join(folder, 'bin'));
      await mkdir(join(folder, 'bare'));
      const toolchains = [folder, join(folder, 'bare'), join(folder, 'gone')];
      const sandbox = Object.assign(new SandboxConfig(), { toolchains });
      const config = Object.assign(new LoomConfig(), { dataDir: '/data', sandbox });
      expect(await checkToolchains(config)).toMatchObject([
        { state: 'ok', says: expect.stringContaining(`${join(folder, 'bin')} is on the PATH of commands`) },
        { state: 'warning', says: expect.stringContaining('has no bin') },
        {
          state: 'broken',
          says: expect.stringMatching(/gone does not exist$/),
          remedy: expect.stringContaining('nvm'),
        },
      ]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
