import { afterEach, describe, expect, it } from 'vitest';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { saidEverywhere } from './said-everywhere.js';

afterEach(removePlayed);

const TOLD = 'Bump the version from 1.9.0 to 2.0.0 everywhere.';

const found = async (told: string, before: Files, after: Files): Promise<string> => {
  const files = await viewOf(before, after);
  return (await saidEverywhere(files, told)).map(({ detail }) => detail).join();
};

describe('a version that was to be raised everywhere', () => {
  it.each<[string, Files, Files, string]>([
    [
      TOLD,
      {},
      { 'package.json': '{"version": "2.0.0"}', 'v.py': 'VERSION = "1.9.0"\n' },
      'still of version 1.9.0: v.py',
    ],
    [TOLD, {}, { 'README.md': '# kit 1.9.0\n' }, 'README.md'],
  ])('finds: %s %#', async (told, before, after, fault) => {
    expect(await found(told, before, after)).toContain(fault);
  });

  it.each<[string, Files, Files]>([
    [
      TOLD,
      {},
      { 'package.json': '{"version": "2.0.0", "dependencies": {\n"x": "1.9.0"}}', 'README.md': 'kit 2.0.0\n' },
    ],
    [TOLD, {}, { 'CHANGELOG.md': '# 1.9.0\n', 'package-lock.json': '{"version": "1.9.0"}' }],
    [TOLD, {}, { 'README.md': 'Deprecated since version 1.9.0.\nversion 11.9.0, version 1.9.0.1\n' }],
    ['Bump the version from 1.9.0 to 2.0.0 in package.json.', {}, { 'v.py': 'VERSION = "1.9.0"\n' }],
    ['Bump the version from 1.9.0 to 2.0.0 everywhere except v.py.', {}, { 'v.py': 'VERSION = "1.9.0"\n' }],
    [
      TOLD,
      { 'Cargo.toml': 'version = "1.9.0"\n[dependencies.x]\nversion = "1.9.0"\n' },
      { 'Cargo.toml': 'version = "2.0.0"\n[dependencies.x]\nversion = "1.9.0"\n' },
    ],
    [TOLD, {}, { 'Cargo.toml': '[dependencies]\nx = { version = "1.9.0" }\n' }],
    [TOLD, {}, { 'docs/changes.md': '# Version 1.9.0\n', 'README.md': '# kit\n\n## Version 1.9.0\n' }],
    [TOLD, {}, { 'test/fixtures/package.json': '{"version": "1.9.0"}' }],
  ])('takes: %s %#', async (told, before, after) => {
    expect(await found(told, before, after)).toBe('');
  });
});
