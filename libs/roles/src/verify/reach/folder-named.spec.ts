import { describe, expect, it } from 'vitest';
import type { FileChange } from '#domain';
import { assertLinear } from '#testing';
import { foldersMade, foldersNamed } from './folder-named.js';

const made = (path: string): FileChange => ({ path, operation: 'create', additions: 1, deletions: 0, binary: false });
const TOLD = 'Add the class kit.Sum in src/main/java and a test SumTest in src/test/java.';
const faults = (...there: string[]): string =>
  foldersMade(TOLD, there.map(made), there)
    .map(({ detail }) => detail)
    .join();

describe('a folder that a goal names as a place', () => {
  it('is there when the work is done', () => {
    expect(faults('src/main/java/Sum.java', 'src/main/java/SumTest.java')).toContain('not there: src/test/java');
    expect(faults('src/main/java/Sum.java', 'src/test/java/SumTest.java')).toBe('');
    expect(faults('app/src/main/java/Sum.java', 'app/src/test/java/SumTest.java')).toBe('');
    expect(faults('java/Sum.java')).toBe('');
  });

  it.each([
    'Fix the bug in src/api/users.',
    'Add a route in api/users or in api/people.',
    'If there is a folder src/test/java, add a test in src/test/java.',
    'Do not create anything in src/lib.',
    'Add it in src/app.ts.',
    'Create src/NOTES.md that says that logs are put in src/logs.',
  ])('may be none: %s', (told) => {
    expect(foldersNamed(told)).toEqual([]);
  });

  it('is looked for in linear time', () => {
    for (const unit of ['in a/b ', 'in a/', 'add in the ']) assertLinear((text) => foldersNamed(text), unit, 20_000);
  });
});
