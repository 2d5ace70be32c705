import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { exemptStays, leftOut } from './exempt-stays.js';

afterEach(removePlayed);

describe('what an order leaves out', () => {
  it.each<[string, readonly string[], string | null]>([
    ['Use two spaces instead of tabs everywhere, except in the Makefile, which needs them.', ['Makefile'], null],
    ['Remove console.log from the code, but not from cli.js, where it is the output.', ['cli.js'], null],
    ['Add type hints to all files except a.py and b.py.', ['a.py', 'b.py'], null],
    ['Put the line "MIT" at the top of every source file, except what is generated.', [], 'generated'],
    ['Add "MIT" to every file except those in the folder vendor.', [], 'vendor'],
  ])('is found: %s', (told, files, folder) => {
    expect(leftOut(told)).toEqual({ files, folder });
  });

  it.each([
    'Use the logger everywhere except in main.py, which sets it up.',
    'Move all .js files into src except a.js.',
    'Rename foo to bar everywhere except in a.js.',
    'Delete all logs except keep.log.',
    'Add hints to all files except a.py. In a.py fix the imports.',
    'Add hints to all files except a.py. Then fix what fails.',
    'Add a note to a.md except when it is long.',
    'Write a test for every module except a.py.',
  ])('is not certain: %s', (told) => {
    expect(leftOut(told)).toBeNull();
  });

  const found = async (told: string, before: Files, after: Files): Promise<string> =>
    (await exemptStays(await viewOf(before, after), told)).map(({ detail }) => detail).join('; ');

  it('has changed all the same', async () => {
    const before = { 'a.js': 'x\n', 'generated/b.js': 'x\n', 'cli.js': 'x\n' };
    const after = { 'a.js': 'y\n', 'generated/b.js': 'y\n', 'cli.js': 'y\n' };
    const told = 'Replace "x" by "y" in all files except';
    expect(await found(`${told} cli.js.`, before, after)).toBe('changed, and was to be left out: cli.js');
    expect(await found(`${told} what is generated.`, before, after)).toContain('generated/b.js');
    expect(await found(`${told} cli.js.`, before, { ...after, 'cli.js': 'x' })).toBe('');
  });

  it('is looked for in linear time', () => {
    assertLinear(leftOut, ' except in the', 1500, { start: 'Add it to all' });
    assertLinear(leftOut, ', which is', 1500, { start: 'Add it to all files except a.py' });
  });
});
