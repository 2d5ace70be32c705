import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { packagesDeclared, packagesIn } from './packages-declared.js';

afterEach(removePlayed);

const MANIFEST = { 'package.json': '{"name": "mine", "dependencies": {"express": "4"}}' };
const said = async (before: Files, after: Files, asked = 'Write slug.js exporting slugify(s).'): Promise<string> =>
  (await packagesDeclared(await viewOf(before, after), asked)).map(({ detail }) => detail).join('; ');

describe('packages that code takes', () => {
  it.each<[string, string]>([
    ['by require', "const s = require('slugify');\n"],
    ['by import', "import s from 'slugify';\n"],
    ['a part of it', "import { s } from 'slugify/lib/s.js';\n"],
    ['for what it does', "import 'slugify';\n"],
  ])('are told where none declares them: %s', async (_, text) => {
    expect(await said(MANIFEST, { ...MANIFEST, 'slug.js': text })).toMatch(/^slug\.js takes slugify, which no package/);
  });

  it.each<[string, Files, Files, string?]>([
    ['is declared', MANIFEST, { ...MANIFEST, 'a.js': "require('express');\n" }],
    [
      'comes with Node',
      MANIFEST,
      { ...MANIFEST, 'a.js': "require('fs');\nimport 'node:fs';\nimport 'fs/promises';\n" },
    ],
    ['is the project itself', MANIFEST, { ...MANIFEST, 'a.js': "import 'mine/b.js';\n" }],
    ['is of the project', MANIFEST, { ...MANIFEST, 'a.js': "require('./b.js');\nimport x from '@/c';\n" }],
    ['was asked for', MANIFEST, { ...MANIFEST, 'a.js': "require('lodash');\n" }, 'Use lodash in a.js.'],
    [
      'is declared by the work',
      MANIFEST,
      { 'package.json': '{"dependencies": {"got": "1"}}', 'a.js': "require('got');\n" },
    ],
    ['was taken before', { ...MANIFEST, 'a.js': "require('x');\n" }, { ...MANIFEST, 'a.js': "require('x');\n1;\n" }],
    [
      'is taken from elsewhere by others',
      { ...MANIFEST, 'a.js': "require('x');\n" },
      { ...MANIFEST, 'a.js': "require('x');\n", 'b.js': "require('y');\n" },
    ],
    [
      'has another name here',
      MANIFEST,
      { ...MANIFEST, 'tsconfig.json': '{"compilerOptions": {"paths": {}}}', 'a.ts': "import 'lib/x';\n" },
    ],
    ['may be missing', MANIFEST, { ...MANIFEST, 'a.js': "let c;\ntry {\n  c = require('chalk');\n} catch {}\n" }],
    ['is of no project', {}, { 'a.js': "require('slugify');\n" }],
    [
      'is only spoken of',
      MANIFEST,
      { ...MANIFEST, 'a.js': "// require('slugify')\nconst t = \"import x from 'slugify'\";\n" },
    ],
  ])('are nothing to tell where one %s', async (_, before, after, asked) => {
    expect(await said(before, after, asked)).toBe('');
  });

  it('are found in linear time', () => {
    for (const unit of ['import {a,', 'import a from ', "require('", 'const a = require(', '\n', ' '])
      assertLinear(packagesIn, unit, 16_000, { start: 'import ' });
  });
});
