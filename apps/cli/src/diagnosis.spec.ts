import { describe, expect, it } from 'vitest';
import { checkGit, checkNode, checkRedis, checkSandbox } from './diagnosis.js';

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
    const path = process.env['PATH'];
    process.env['PATH'] = '/nowhere';
    try {
      const found = await checkRedis(undefined);
      expect(found).toMatchObject({ state: 'broken', remedy: expect.stringContaining('apt-get install redis-server') });
      expect(await checkSandbox('required')).toMatchObject({ state: 'broken' });
    } finally {
      process.env['PATH'] = path;
    }
  });

  it('warns where commands run with the rights of whoever started Loom', async () => {
    expect(await checkSandbox('none')).toMatchObject({
      state: 'warning',
      remedy: 'Set mode = "auto" under [sandbox].',
    });
  });
});
