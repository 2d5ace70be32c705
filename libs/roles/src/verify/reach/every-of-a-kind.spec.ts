import { afterEach, describe, expect, it } from 'vitest';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { everyOfAKind } from './every-of-a-kind.js';

afterEach(removePlayed);

const JPEG: Files = { 'f/a.jpeg': 'A', 'f/b.jpeg': 'B', 'f/c.jpeg': 'C' };
const JS: Files = { 'src/a.js': 'a\n', 'src/l/b.js': 'b\n', 'x.js': 'x\n' };
const TOWNS: Files = { 's.txt': 'Bonn\nKöln\nUlm\n' };

const found = async (told: string, before: Files, after: Files): Promise<string> => {
  const files = await viewOf(before, after);
  return (await everyOfAKind(files, told, files.changes)).map(({ detail }) => detail).join();
};

describe('all files of a kind', () => {
  it.each<[string, Files, Files, string]>([
    [
      'Benenne alle .jpeg-Dateien im Ordner f in .jpg um.',
      JPEG,
      { 'f/a.jpg': 'A', 'f/b.jpg': 'B', 'f/c.jpeg': 'C' },
      'not renamed: f/c.jpeg',
    ],
    [
      'Añade la línea "// MIT" al principio de todos los archivos .js de src.',
      JS,
      { ...JS, 'src/a.js': '// MIT\na\n' },
      'src/l/b.js',
    ],
    ['把 src 里所有 .js 文件的第一行加上 "// MIT"。', JS, { ...JS, 'src/a.js': '// MIT\na\n' }, 'src/l/b.js'],
    ['Add "// MIT" to all .js files of src except c.js.', JS, { ...JS, 'src/a.js': '// MIT\na\n' }, 'src/l/b.js'],
    [
      'Add "// MIT" to every .js file of src.',
      { ...JS, 'src/c.ts': 'c\n' },
      { ...JS, 'src/a.js': '// MIT\na\n', 'src/c.ts': '// MIT\nc\n' },
      'src/l/b.js',
    ],
    [
      'Lege für jede Stadt in s.txt eine Datei w/STADT.txt an.',
      TOWNS,
      { ...TOWNS, 'w/Bonn.txt': 'x', 'w/koln.txt': 'x' },
      'no file for Ulm of s.txt',
    ],
    [
      'Create a file pages/NAME.md for each line of s.txt.',
      TOWNS,
      { ...TOWNS, 'pages/bonn.md': 'x', 'pages/ulm.md': 'x' },
      'Köln',
    ],
  ])('finds: %s %#', async (told, before, after, fault) => {
    expect(await found(told, before, after)).toContain(fault);
  });

  it.each<[string, Files, Files]>([
    ['Benenne alle .jpeg-Dateien im Ordner f in .jpg um.', JPEG, { 'f/a.jpg': 'A', 'f/b.jpg': 'B', 'f/c.jpg': 'C' }],
    ['Benenne alle .jpeg-Dateien außer c.jpeg in .jpg um.', JPEG, { 'f/a.jpg': 'A', 'f/b.jpg': 'B', 'f/c.jpeg': 'C' }],
    ['Add "// MIT" to all .js files of src except b.js.', JS, { ...JS, 'src/a.js': '// MIT\na\n' }],
    ['Rename a.jpeg and b.jpeg to .jpg.', JPEG, { 'f/a.jpg': 'A', 'f/b.jpg': 'B', 'f/c.jpeg': 'C' }],
    [
      'Añade la línea "// MIT" a todos los archivos .js de src.',
      JS,
      { 'src/a.js': '// MIT\na\n', 'src/l/b.js': '// MIT\nb\n', 'x.js': 'x\n' },
    ],
    ['Add "// MIT" to all .js files that export something.', JS, { ...JS, 'src/a.js': '// MIT\na\n' }],
    ['Add "// MIT" to a.js.', JS, { ...JS, 'src/a.js': '// MIT\na\n' }],
    [
      'Lege für jede Stadt in s.txt eine Datei w/STADT.txt an.',
      TOWNS,
      { ...TOWNS, 'w/bonn.txt': 'x', 'w/koln.txt': 'x', 'w/ulm.txt': 'x' },
    ],
    ['Summarise each line of s.txt in sum.md.', TOWNS, { ...TOWNS, 'sum.md': 'x' }],
    [
      'Rename all .txt files to .md.',
      { 'a.txt': 'A', 'b.txt': 'B', 'requirements.txt': 'x==1\n' },
      { 'a.md': 'A', 'b.md': 'B', 'requirements.txt': 'x==1\n' },
    ],
    [
      'Create a file pages/NAME.md for each line of s.txt.',
      { 's.txt': 'Über uns\nBonn\nUlm\n' },
      { 's.txt': 'Über uns\nBonn\nUlm\n', 'p/ueber-uns.md': 'x', 'p/bonn.md': 'x', 'p/ulm.md': 'x' },
    ],
    [
      'Make a file of every point of s.md.',
      { 's.md': '# Towns\n\nThey are:\n\n- Bonn\n- Ulm\n' },
      { 's.md': '# Towns\n\nThey are:\n\n- Bonn\n- Ulm\n', 'bonn.md': 'x', 'ulm.md': 'x' },
    ],
  ])('takes: %s %#', async (told, before, after) => {
    expect(await found(told, before, after)).toBe('');
  });
});
