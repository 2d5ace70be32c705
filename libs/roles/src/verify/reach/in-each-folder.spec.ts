import { describe, expect, it } from 'vitest';
import type { FileChange } from '#domain';
import { assertLinear } from '#testing';
import { allOfAList } from './all-of-a-list.js';
import { inEachFolder } from './in-each-folder.js';

const made = (path: string): FileChange => ({ path, operation: 'create', additions: 0, deletions: 0, binary: false });
const TOLD = 'Create the folders src, tests and docs/en, each with a .gitkeep file.';

describe('a file in each of some folders', () => {
  it.each([
    TOLD,
    'Create the folders src, tests and docs/en with an empty .gitkeep in each.',
    'Create three folders: `src`, `tests/`, and docs/en. Put an empty .gitkeep file in each of them.',
    'Make the directories src, tests and docs/en and add a .gitkeep to each folder',
  ])('is read: %s', (told) => {
    expect(inEachFolder(told)).toEqual(['src/.gitkeep', 'tests/.gitkeep', 'docs/en/.gitkeep']);
  });

  it('may have any name', () => {
    expect(inEachFolder('Create the folders a and b, each containing a README.md.')).toEqual([
      'a/README.md',
      'b/README.md',
    ]);
  });

  it.each([
    'Create the folders src, tests and docs.',
    'Create the folders src and tests in app, each with a .gitkeep file.',
    'Create the folder src with a .gitkeep file in it.',
    'Create the folders src and tests, each with a .gitkeep file, unless there are files in them.',
  ])('is none: %s', (told) => {
    expect(inEachFolder(told)).toEqual([]);
  });

  it('is there in all of them where it is in one', () => {
    const faults = (...there: string[]): string =>
      allOfAList(TOLD, there.filter((path) => path !== 'old').map(made), there)
        .map(({ detail }) => detail)
        .join();
    expect(faults('src/.gitkeep', 'tests/.gitkeep')).toContain('not there: docs/en/.gitkeep');
    expect(faults('src/.gitkeep', 'tests/.gitkeep', 'docs/en/.gitkeep')).toBe('');
    expect(faults('app/src/.gitkeep', 'app/tests/.gitkeep', 'app/docs/en/.gitkeep')).toBe('');
  });

  it('is looked for in linear time', () => {
    for (const unit of [' a and', ' a,', ' .gitkeep in each', 'a.', ' '])
      for (const start of ['Create the folders src, tests', TOLD.slice(0, -1)])
        assertLinear(inEachFolder, unit, 20_000 / unit.length, { start });
  });
});
