import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { stated } from './facts.js';
import { faults, removePlayed, type Files } from './played.fixture.js';
import { replacedBeyond } from './replaced-beyond.js';

afterEach(removePlayed);

const TABS = 'def f():\n\tif x:\n\t\treturn 1\n';
const WORD = 'In pets.txt replace the word "cat" with "dog".';
const ALL_BUT = 'Replace "foo" by "bar" in all .md files except b.md.';
const VERSION = 'Change the version from 1.0 to 2.0 in pkg.txt.';

describe('what careless commands make of files', () => {
  it.each<[string, Files, Files, string]>([
    [WORD, { 'pets.txt': 'The cat.\nA category.\n' }, { 'pets.txt': 'The dog.\nA dogegory.\n' }, 'line 2'],
    [VERSION, { 'pkg.txt': 'version 1.0\nid 1a0\n' }, { 'pkg.txt': 'version 2.0\nid 2.0\n' }, 'line 2'],
    [
      'In pkg.txt replace "1.0" with "2.0".',
      { 'pkg.txt': 'v 1.0\nport 8150\n' },
      { 'pkg.txt': 'v 2.0\nport 82.0\n' },
      'line 2',
    ],
    [
      'Remove the debug output from the code, but not from cli.js.',
      { 'cli.js': 'console.log(1);\n', 'a.js': 'console.log(2);\n' },
      { 'cli.js': '', 'a.js': '' },
      'cli.js',
    ],
    [
      'In deps.txt change version 1.2 of core to 1.3.',
      { 'deps.txt': 'core 1.2\nextra 1.2\n' },
      { 'deps.txt': 'core 1.3\nextra 1.3\n' },
      'line 2',
    ],
    ['Delete all .log files except keep.log.', { 'a.log': 'a', 'keep.log': 'k' }, {}, 'keep.log is gone'],
    [ALL_BUT, { 'a.md': 'foo\n', 'b.md': 'foo\n' }, { 'a.md': 'bar\n', 'b.md': 'bar\n' }, 'b.md was changed'],
    [
      'Move all .js files to lib except index.js.',
      { 'a.js': 'a', 'index.js': 'i' },
      { 'lib/a.js': 'a', 'lib/index.js': 'i' },
      'index.js was changed',
    ],
    ['Remove every text file but notes.txt.', { 'a.txt': 'a', 'notes.txt': 'k' }, {}, 'notes.txt is gone'],
    [
      'Append the content of b.txt to a.txt.',
      { 'a.txt': 'one\ntwo\n', 'b.txt': 'three\n' },
      { 'a.txt': 'three\n', 'b.txt': 'three\n' },
      'a.txt lacks what a.txt holds',
    ],
    [
      'Join a.txt and b.txt into c.txt.',
      { 'a.txt': 'one\n', 'b.txt': 'two\n' },
      { 'a.txt': 'one\n', 'b.txt': 'two\n', 'c.txt': 'two\n' },
      'c.txt lacks what a.txt holds',
    ],
    ['Replace tabs with four spaces in a.py.', { 'a.py': TABS }, { 'a.py': TABS.replaceAll('\t', '  ') }, '4 blanks'],
  ])('is seen: %s', async (text, before, after, problem) => {
    expect(await faults(text, before, after)).toContain(problem);
  });

  it.each<[string, Files, Files]>([
    [
      'In deps.txt change version 1.2 of core to 1.3.',
      { 'deps.txt': 'core 1.2\nextra 1.2\n' },
      { 'deps.txt': 'core 1.3\nextra 1.2\n' },
    ],
    [
      'In n.txt change the version of core from 1.2 to 1.3.',
      { 'n.txt': 'core 1.2\nPip: core==1.2\n' },
      { 'n.txt': 'core 1.3\nPip: core==1.3\n' },
    ],
    [WORD, { 'pets.txt': 'The cat.\nA category, cats.\n' }, { 'pets.txt': 'The dog.\nA category, dogs.\n' }],
    [WORD, { 'pets.txt': 'A cat.\nTwo cats.\n' }, { 'pets.txt': 'A dog.\nTwo dogs.\n' }],
    [
      'In a.txt replace the word "color" with "colour".',
      { 'a.txt': 'A color.\nColorful and colorful.\n' },
      { 'a.txt': 'A colour.\nColorful and colourful.\n' },
    ],
    [VERSION, { 'pkg.txt': 'version 1.0\nid 1a0\n' }, { 'pkg.txt': 'version 2.0\nid 1a0\n' }],
    [VERSION, { 'pkg.txt': 'version 1.0\nof 2020\n' }, { 'pkg.txt': 'version 2.0\nof 2021\n' }],
    ['Delete all .log files except keep.log.', { 'a.log': 'a', 'keep.log': 'k' }, { 'keep.log': 'k' }],
    ['Delete all .log files except keep.log.', { 'a.log': 'a' }, {}],
    [ALL_BUT, { 'a.md': 'foo\n', 'b.md': 'foo\n' }, { 'a.md': 'bar\n', 'b.md': 'foo\n' }],
    [
      `${ALL_BUT} Add the line "- foo" to b.md.`,
      { 'a.md': 'foo\n', 'b.md': 'x\n' },
      { 'a.md': 'bar\n', 'b.md': 'x\n- foo\n' },
    ],
    [
      'Add the line "x" to every file except in b.md, where "y" is added.',
      { 'a.md': 'a\n', 'b.md': 'b\n' },
      { 'a.md': 'a\nx\n', 'b.md': 'b\ny\n' },
    ],
    ['Remove all calls of print except in cli.py.', { 'cli.py': 'print(1)\n' }, { 'cli.py': 'print(1)\n' }],
    [
      'Append the content of b.txt to a.txt.',
      { 'a.txt': 'one\ntwo\n', 'b.txt': 'three\n' },
      { 'a.txt': 'one\ntwo\n\nthree\n', 'b.txt': 'three\n' },
    ],
    [
      'Append the content of b.txt to a.txt, then delete b.txt.',
      { 'a.txt': 'one\n', 'b.txt': 'three\n' },
      { 'a.txt': 'one\nthree\n' },
    ],
    [
      'Join a.csv and b.csv into c.csv.',
      { 'a.csv': 'id,x\n1,2\n', 'b.csv': 'id,y\n1,3\n' },
      { 'a.csv': 'id,x\n1,2\n', 'b.csv': 'id,y\n1,3\n', 'c.csv': 'id,x,y\n1,2,3\n' },
    ],
    ['Replace tabs with four spaces in a.py.', { 'a.py': TABS }, { 'a.py': TABS.replaceAll('\t', '    ') }],
    ['Convert tabs in a.py to spaces.', { 'a.py': TABS }, { 'a.py': TABS.replaceAll('\t', '  ') }],
  ])('is not seen in right work: %s', async (text, before, after) => {
    expect(await faults(text, before, after)).toBe('');
  });

  it('all but some files are more than those that are named', () => {
    expect(stated('Rename all .txt files to .md, except README.txt.').isWhole).toBe(false);
    expect(stated(ALL_BUT).isWhole).toBe(false);
  });

  it('a file with blanks in its name is one where it is called so', () => {
    expect(stated('Create an empty file named "my file.txt".').files).toEqual(['my file.txt']);
    expect(stated('Create a.md with a section called "Using Node.js".').files).toEqual(['a.md']);
    expect(stated('Write "see my file.txt" into a.txt.').files).toEqual(['a.txt']);
  });

  it('is looked for in linear time', () => {
    const reader = (text: string) => replacedBeyond({ from: 'a.b', to: 'c', word: true }, 'x', text, `${text}\n`);
    for (const unit of ['a.b ', 'axb\n', 'a', 'aab']) assertLinear(reader, unit, 12_000 / unit.length);
    const words = (text: string) => replacedBeyond({ from: 'a', to: 'c', word: true }, 'x', text, `${text}x`);
    for (const unit of ['ab', 'a', 'ba ']) assertLinear(words, unit, 12_000 / unit.length);
  });
});
