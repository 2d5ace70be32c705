import { afterEach, describe, expect, it } from 'vitest';
import { importsHold } from './imports-hold.js';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';

afterEach(removePlayed);

const said = async (before: Files, after: Files): Promise<string> =>
  (await importsHold(await viewOf(before, after)))
    .filter(({ passed }) => !passed)
    .map(({ detail }) => detail)
    .join('; ');

describe('modules that import each other', () => {
  it.each<[string, Files, Files, string]>([
    ['a module that is not there', {}, { 'm.js': "import { a } from './a.js';\n" }, './a.js, which is not there'],
    [
      'a name nobody exports',
      {},
      { 'm.js': "import { sum } from './s.js';\n", 's.js': 'export const add = 1;\n' },
      'sum from s.js',
    ],
    [
      'a name in CommonJS',
      {},
      { 'm.js': "const { sum } = require('./s');\n", 's.js': 'exports.add = 1;\n' },
      'sum from s.js',
    ],
    ['a name in Python', {}, { 'm.py': 'from s import total\n', 's.py': 'def add(): pass\n' }, 'total from s.py'],
    ['a relative module in Python', {}, { 'p/m.py': 'from .s import x\n' }, '.s, which is not there'],
    [
      'a module of a package that was moved',
      { 'bib/a.py': 'x = 1\n', 'tests/t.py': 'from bib.a import x\n' },
      { 'bib/b.py': 'x = 1\n', 'tests/t.py': 'from bib.a import x\n' },
      'tests/t.py imports bib.a, which is not there',
    ],
    [
      'a module that was renamed',
      { 'm.js': "import { a } from './a.js';\n", 'a.js': 'export const a = 1;\n' },
      { 'm.js': "import { a } from './a.js';\n", 'b.js': 'export const a = 1;\n' },
      './a.js, which is not there',
    ],
    [
      'a name that was renamed',
      { 'm.js': "import { a } from './a.js';\n", 'a.js': 'export const a = 1;\n' },
      { 'm.js': "import { a } from './a.js';\n", 'a.js': 'export const b = 1;\n' },
      'a from a.js',
    ],
  ])('do not find %s', async (_, before, after, fault) => {
    expect(await said(before, after)).toContain(fault);
  });

  it.each<[string, Files, Files]>([
    ['a source for what is compiled', {}, { 'm.ts': "import { a } from './a.js';\n", 'a.ts': 'export const a = 1;\n' }],
    [
      'an index',
      {},
      {
        'm.js': "import { a } from './lib';\n",
        'lib/index.js': "export * from './a.js';\n",
        'lib/a.js': 'export const a = 1;\n',
      },
    ],
    ['what is handed on', {}, { 'm.js': "import { a } from './i.js';\n", 'i.js': "export * from 'else';\n" }],
    ['another name for it', {}, { 'm.js': "import { a as b } from './i.js';\n", 'i.js': 'export { x as a };\n' }],
    ['what is installed', {}, { 'm.py': 'from flask import Flask\n', 'm.js': "import x from 'express';\n" }],
    ['a package in Python', {}, { 'p/m.py': 'from . import s\nfrom .q import z\n', 'p/q/__init__.py': '' }],
    ['what is built', {}, { 'm.js': "import { a } from './dist/a.js';\n" }],
    ['what is not kept', {}, { '.gitignore': 'generated/\n', 'm.js': "import { a } from './generated/a.js';\n" }],
    ['a text about code', {}, { 'm.js': "const t = `\nimport { a } from './a.js';\n`;\n" }],
    ['what tools make', {}, { 'p/m.py': 'from .a_pb2 import M\n', 'm.ts': "import { A } from './x_pb';\n" }],
    [
      'a folder that is not kept',
      {},
      { '.gitignore': '/src/made/db\n', 'src/m.ts': "import { A } from './made/db';\n" },
    ],
    ['a built module', {}, { 'p/m.py': 'from ._fast import quick\n', 'p/_fast.pyx': 'x\n' }],
    ['types only', {}, { 'm.ts': "import type { A } from './t.js';\n", 't.d.ts': 'export interface A {}\n' }],
    ['one of each platform', {}, { 'm.tsx': "import { B } from './b';\n", 'b.ios.tsx': 'export const B = 1;\n' }],
    ['an object made', {}, { 'm.js': "const { on } = require('./e');\n", 'e.js': 'module.exports = new E();\n' }],
    [
      'a remark about code',
      {},
      { 'm.js': "/*\nimport { a } from './a.js';\n*/\n", 'm.py': "'''\nfrom .a import b\n'''\n" },
    ],
    ['an example that is wrong by intent', {}, { 'tests/fixtures/m.js': "import { a } from './a.js';\n" }],
    [
      'laid over folders',
      {},
      { 'tsconfig.json': '{"compilerOptions":{"rootDirs":["a","b"]}}', 'a/m.ts': "import { x } from './x';\n" },
    ],
    [
      'what was missing before',
      { 'm.js': "import { a } from './gone.js';\n" },
      { 'm.js': "import { a } from './gone.js';\nf();\n" },
    ],
  ])('may lead to %s', async (_, before, after) => {
    expect(await said(before, after)).toBe('');
  });
});

it.each<[string, Files, Files]>([
  [
    'moved with all that use it',
    { 'bib/a.py': 'x = 1\n', 't.py': 'from bib.a import x\n' },
    { 'bib/b.py': 'x = 1\n', 't.py': 'from bib.b import x\n' },
  ],
  [
    'a package now',
    { 'bib/a.py': 'x = 1\n', 't.py': 'from bib.a import x\n' },
    { 'bib/a/__init__.py': 'x = 1\n', 't.py': 'from bib.a import x\n' },
  ],
  ['installed', { 'a.py': 'x = 1\n' }, { 'a.py': 'from os.path import join\n' }],
])('a module of Python may be %s', async (_, before, after) => {
  expect(await said(before, after)).toBe('');
});
