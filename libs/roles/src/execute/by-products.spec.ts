import { describe, expect, it } from 'vitest';
import type { FileChange } from '#domain';
import { isBareManifest, originalOf, trialsIn } from './by-products.js';

const created = (path: string): FileChange => ({
  path,
  operation: 'create',
  additions: 1,
  deletions: 0,
  binary: false,
});

describe('what a worker leaves behind', () => {
  it.each<[string, string | null]>([
    ['a.yml.bak', 'a.yml'],
    ['src/a.py.orig', 'src/a.py'],
    ['src/a.bak.py', 'src/a.py'],
    ['a~', 'a'],
    ['a.py', null],
    ['.bak', null],
    ['old/a.py', null],
  ])('%s is a copy of %s', (path, original) => expect(originalOf(path)).toBe(original));

  it('is a trial by its name, unless somebody spoke of one', () => {
    const changes = [created('repro_empty.py'), created('tmp-run.js'), created('temperature.py'), created('tmp_a.csv')];
    expect(trialsIn(changes, 'mend average')).toEqual(['repro_empty.py', 'tmp-run.js']);
    expect(trialsIn(changes, 'write a script that shows the bug')).toEqual([]);
    expect(trialsIn(changes, 'mend repro_empty.py')).toEqual([]);
    expect(trialsIn([{ ...created('repro_a.py'), operation: 'modify' }], 'mend average')).toEqual([]);
  });

  it('is the manifest of a package that nobody spoke of, as npm writes it', () => {
    const bare = '{\n  "scripts": {\n    "test": "echo \\"Error: no test specified\\" && exit 1"\n  }\n}\n';
    expect(isBareManifest(bare, 'add a function titles to store.py')).toBe(true);
    expect(isBareManifest(bare, 'make it an npm package')).toBe(false);
    expect(isBareManifest(bare, 'set up the project')).toBe(false);
    expect(isBareManifest(bare.replace('{', '{ "dependencies": {},'), 'add a function')).toBe(false);
    expect(isBareManifest('{ "name": "a" }', 'add a function')).toBe(false);
  });
});
