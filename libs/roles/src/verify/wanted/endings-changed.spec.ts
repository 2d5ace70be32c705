import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { endingChange, endingsChanged } from './endings-changed.js';

afterEach(removePlayed);

const RENAME = 'Rename all .jpeg files to .jpg.';
const PICTURES = { 'a.jpeg': '1', 'pics/b.jpeg': '2', 'c.txt': '3' };
const details = async (told: string, after: Files): Promise<string> =>
  (await endingsChanged(await viewOf(PICTURES, after), told)).map(({ detail }) => detail).join('; ');

describe('files that are to get another ending', () => {
  it.each<[string, Files, string]>([
    [RENAME, { 'a.jpg': '1', 'pics/b.jpeg': '2', 'c.txt': '3' }, 'still ends in .jpeg: pics/b.jpeg'],
    [RENAME, { 'a.jpg': '1', 'c.txt': '3' }, 'gone, and was to end in .jpg: pics/b.jpeg'],
    [RENAME, { 'a.jpg': '1', 'pics/b.jpg': 'x', 'c.txt': '3' }, 'something else under its new name: pics/b.jpeg'],
    [
      'Change the extension of every *.jpeg file in pics to .jpg',
      { ...PICTURES, 'x.jpg': '2' },
      'still ends in .jpeg: pics',
    ],
  ])('have not all got it: %s %j', async (told, after, fault) => {
    expect(await details(told, after)).toContain(fault);
  });

  it.each<[string, Files]>([
    [RENAME, { 'a.jpg': '1', 'pics/b.jpg': '2', 'c.txt': '3' }],
    ['Please rename all .jpeg files in the folder pics to .JPG', { 'a.jpeg': '1', 'pics/b.JPG': '2', 'c.txt': '3' }],
    ['Rename all .jpeg files but a.jpeg to .jpg.', PICTURES],
    ['Rename all .jpeg files to .jpg and shrink them.', { 'a.jpg': '0', 'pics/b.jpg': '0', 'c.txt': '3' }],
  ])('have, or nobody knows: %s %j', async (told, after) => {
    expect(await details(told, after)).toBe('');
  });

  it('may be looked for by their names', async () => {
    const before = { 'a.txt': '1', 'requirements.txt': '2' };
    const view = await viewOf(before, { 'a.md': '1', 'requirements.txt': '2' });
    expect(await endingsChanged(view, 'Rename all .txt files to .md.')).toEqual([]);
  });

  it('may speak of each other by their new names, and follow their new language', async () => {
    const before = { 'a.md': 'See [b](b.md).\n', 'b.md': 'x\n', 'c.js': 'let a;\n' };
    const links = await viewOf(before, { 'a.mdx': 'See [b](b.mdx).\n', 'b.mdx': 'x\n', 'c.js': 'let a;\n' });
    expect(await endingsChanged(links, 'Rename all .md files to .mdx.')).toEqual([]);
    const typed = await viewOf(before, { 'a.md': before['a.md'], 'b.md': before['b.md'], 'c.ts': 'let a: string;\n' });
    expect(await endingsChanged(typed, 'Rename all .js files to .ts.')).toEqual([]);
  });

  it('are looked for in linear time', () => {
    assertLinear(endingChange, 'all .jpeg files in a/', 20_000, { start: 'rename ' });
  });
});
