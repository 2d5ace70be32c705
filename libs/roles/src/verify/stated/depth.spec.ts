import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { faults, removePlayed, type Files } from './played.fixture.js';
import { spreadLists } from './spread-lists.js';

afterEach(removePlayed);
const THREE = { 'a.txt': '1\n', 'b.txt': '2\n', 'c.txt': '3\n' };
const TREE = { 'a.txt': '1\n', 'sub/b.txt': '2\n', 'sub/deep/c.txt': '3\n', 'k.md': 'k\n' };
const without = (files: Files, ...paths: string[]): Files =>
  Object.fromEntries(Object.entries(files).filter(([path]) => !paths.includes(path)));

describe('a list of files under an order', () => {
  it.each<[string, Files]>([
    ['Delete these files:\n- a.txt\n- b.txt\n', without(THREE, 'a.txt')],
    ['Delete the following files:\n1. a.txt\n2. b.txt\n3. c.txt', without(THREE, 'a.txt', 'c.txt')],
    ['Please remove the following files:\n\na.txt\nb.txt', without(THREE, 'a.txt')],
    ['Delete:\n- a.txt\n- b.txt', without(THREE, 'a.txt')],
    ['Rename these files:\n- a.txt to x.txt\n- b.txt to y.txt', { ...without(THREE, 'a.txt'), 'x.txt': '1\n' }],
    ['Rename these:\n- a.txt -> x.txt\n- b.txt -> y.txt', { ...without(THREE, 'a.txt'), 'x.txt': '1\n' }],
    ['Move these files to old/:\n- a.txt\n- b.txt', { ...without(THREE, 'a.txt'), 'old/a.txt': '1\n' }],
    ['Copy these files to backup/:\n- a.txt\n- b.txt', { ...THREE, 'backup/a.txt': '1\n' }],
    ['Update the following files:\n- a.txt\n- b.txt', { ...THREE, 'a.txt': '11\n' }],
    ['Empty these files:\n- a.txt\n- b.txt', { ...THREE, 'a.txt': '' }],
    ['Add a line about it to these files:\n- a.txt\n- b.txt', { ...THREE, 'a.txt': '1\nit\n' }],
    ['Do not touch these files:\n- b.txt\n- c.txt', { ...THREE, 'b.txt': '9\n' }],
    ['Translate these files to German:\n- a.txt\n- b.txt', { ...THREE, 'a.de.txt': 'eins\n' }],
  ])('is not done with one of it: %s', async (text, after) => {
    expect(await faults(text, THREE, after)).not.toBe('');
  });

  it.each<[string, Files]>([
    ['Delete these files:\n- a.txt\n- b.txt\n', without(THREE, 'a.txt', 'b.txt')],
    ['Delete these files:\n- a.txt\n- b.txt, unless c.txt needs it\n', without(THREE, 'a.txt')],
    ['Delete these files:\n- a.txt\n\nKeep these files:\n- b.txt\n', without(THREE, 'a.txt')],
    ['Update the following files if needed:\n- a.txt\n- b.txt\n', { ...THREE, 'a.txt': '11\n' }],
    ['Write a summary of these files:\n- a.txt\n- b.txt', { ...THREE, 'summary.md': 'one two\n' }],
    ['Delete the lines with x from these files:\n- a.txt\n- b.txt', { ...THREE, 'a.txt': '\n' }],
    ['Fix the typos in these files:\n- a.txt\n- b.txt', { ...THREE, 'a.txt': '11\n' }],
    ['Update these files:\n- a.txt: add a line\n- b.txt: leave it out of this', { ...THREE, 'a.txt': '1\nx\n' }],
  ])('asks for no more than it says: %s', async (text, after) => {
    expect(await faults(text, THREE, after)).toBe('');
  });

  it('is looked through in linear time', () => {
    const inLineAndLines = (items: string): unknown =>
      spreadLists(`Delete these files:\n${items}\n${items.replaceAll('⟧ ', '⟧\n')}`);
    assertLinear(inLineAndLines, '- ⟦F0⟧ ', 15_000);
    assertLinear(spreadLists, 'these ', 15_000, { start: 'Delete ', end: ':\n- ⟦F0⟧' });
  });
});

describe('all files of a kind', () => {
  it.each<[string, Files]>([
    ['Delete all .txt files, including those in subfolders.', without(TREE, 'a.txt', 'sub/b.txt')],
    ['Delete all .txt files including the ones in subdirectories', without(TREE, 'a.txt')],
    ['Delete all .txt files recursively', without(TREE, 'a.txt')],
    ['Delete all *.txt files in every folder', without(TREE, 'a.txt')],
    ['Delete all .txt files in sub and its subfolders', without(TREE, 'sub/b.txt')],
    ['Delete all .txt files in sub', without(TREE, 'sub/deep/c.txt')],
    ['Delete all .txt files in the root folder', { ...TREE, 'k.md': 'kk\n' }],
    ['Delete all .txt files in the root folder only', without(TREE, 'a.txt', 'sub/b.txt')],
    ['Delete all .txt files in the current folder, but not in subfolders', without(TREE, 'a.txt', 'sub/b.txt')],
  ])('are not dealt with: %s', async (text, after) => {
    expect(await faults(text, TREE, after)).not.toBe('');
  });

  it.each<[string, Files]>([
    ['Delete all .txt files, including those in subfolders.', without(TREE, 'a.txt', 'sub/b.txt', 'sub/deep/c.txt')],
    ['Delete all .txt files in the root folder', without(TREE, 'a.txt')],
    ['Delete all .txt files at the top level', without(TREE, 'a.txt')],
    ['Delete all .txt files of the project root', without(TREE, 'a.txt')],
    ['Delete all .txt files in the current folder, but not in subfolders', without(TREE, 'a.txt')],
    ['Delete all .txt files directly in sub', without(TREE, 'sub/b.txt')],
    // Nobody said whether what lies further down is meant.
    ['Delete all .txt files in sub', without(TREE, 'sub/b.txt')],
    ['Delete all .txt files in sub', without(TREE, 'sub/b.txt', 'sub/deep/c.txt')],
    ['Delete all .txt files except a.txt', without(TREE, 'sub/b.txt')],
  ])('are dealt with: %s', async (text, after) => {
    expect(await faults(text, TREE, after)).toBe('');
  });

  it('are changed as deep as the words for it say', async () => {
    const before = { 'a.txt': 'x 1\n', 'sub/b.txt': 'x 1\n' };
    const half = { ...before, 'a.txt': 'x 9\n' };
    expect(await faults('Replace "1" with "9" in all .txt files, including those in subfolders', before, half)).toMatch(
      /sub\/b\.txt/,
    );
    expect(await faults('Replace "1" with "9" in all .txt files of the root folder', before, half)).toBe('');
  });
});
