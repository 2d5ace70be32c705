import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { changesOf, type Files } from '../stated/played.fixture.js';
import { endingsMeant, otherFilesStay } from './other-files-stay.js';

const TOLD = 'Add "// MIT" to every .ts file in src. Leave other files as they are.';
const BEFORE: Files = { 'src/a.ts': 'a', 'src/b.js': 'b', 'notes.md': 'n' };
const found = (told: string, after: Files): string =>
  otherFilesStay(changesOf(BEFORE, after), told)
    .map(({ detail }) => detail)
    .join();

describe('files of another kind than the one that is meant', () => {
  it.each([
    [TOLD, 'ts'],
    ['Indent all .py files by four blanks; keeping all other files unmodified.', 'py'],
    ['Indent all .py files by four blanks and do not touch other files.', 'py'],
    ['Add a line to each *.css file and each .scss file, leave all other files alone.', 'css,scss'],
  ])('are to stay: %s', (told, endings) => {
    expect([...(endingsMeant(told) ?? [])].join()).toBe(endings);
  });
  it.each([
    'Add "// MIT" to every .ts file in src.',
    'Change a.ts. Leave other files as they are.',
    'Rename all .js files to .ts and leave other files as they are.',
    'Leave other files as they are except the index.',
    'Do not touch other files of the vendor in the .ts file list.',
  ])('may change: %s', (told) => {
    expect(endingsMeant(told)).toBeNull();
  });

  it('have changed, or are gone', () => {
    expect(found(TOLD, { ...BEFORE, 'src/b.js': '// MIT\nb' })).toContain('src/b.js');
    expect(found(TOLD, { 'src/a.ts': 'a', 'src/b.js': 'b' })).toContain('notes.md');
  });
  it('are not those that were named, nor those of the kind, nor new ones', () => {
    expect(found(TOLD, { ...BEFORE, 'src/a.ts': '// MIT\na', 'src/c.js': 'c' })).toBe('');
    expect(found(`${TOLD} Say so in notes.md.`, { ...BEFORE, 'notes.md': 'MIT' })).toBe('');
    expect(found('Add "// MIT" to every .ts file in src.', { ...BEFORE, 'src/b.js': '// MIT\nb' })).toBe('');
  });

  it('are looked for in linear time', () => {
    for (const unit of ['.ts files ', 'leave other files ', '.a', ' ']) assertLinear(endingsMeant, unit, 4000);
  });
});
