import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { casuallyNamed } from './casually-named.js';

describe('files that people name as they speak', () => {
  it.each<[string, string[]]>([
    ['I need two little files: a.txt with the word alpha and b.txt with the word beta', ['a.txt', 'b.txt']],
    ['make empty-ish translation files fr.json, de.json and pt.json, each just {}', ['fr.json', 'de.json', 'pt.json']],
    ['put a file greet.txt here that says good morning', ['greet.txt']],
    ['countries.txt with exactly 10 countries of europe, one per line', ['countries.txt']],
    ['tax.js: export function tax(amount) giving 19 percent', ['tax.js']],
    ['data.json with the numbers 1 2 3 as a list, and sum.txt with their sum', ['data.json', 'sum.txt']],
    ['backup.sh that saves everything, make it executable', ['backup.sh']],
    ['make hi.txt with the word hi', ['hi.txt']],
  ])('are read: %s', (text, paths) => {
    expect(casuallyNamed(text)).toEqual(paths);
  });

  it.each([
    'app.js that crashes on start must be fixed',
    'main.py: line 3 has a bug',
    'make the files a.txt and b.txt executable',
    'make all files in src that use old.js use new.js',
    'If you need out.txt with the result, say so',
    'a script that reads in.csv and writes out.csv with the sums',
    'do not make notes.txt with remarks',
    'rename old.txt to new.txt',
    'the tests need fixtures.json with users to be deleted',
    'make sure package.json has "private": true',
  ])('are none: %s', (text) => {
    expect(casuallyNamed(text)).toEqual([]);
  });

  it('are read in linear time', () => {
    for (const unit of ['make ', 'a.txt, ', 'need a file ', 'and b.txt with ', 'files ', 'little '])
      for (const start of ['', 'make files ', 'a.txt with ', 'I need '])
        assertLinear(casuallyNamed, unit, 12_000 / unit.length, { start });
  });
});
