import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileChange } from '#domain';
import type { AttemptTree } from '../../ports/attempt-trees.js';
import { expectedOutputsExist, isAtHome, meantBy, onlyRemarks } from './files-there.js';

describe('a file in another folder than it was named in', () => {
  it.each<[string, string, string, string[]]>([
    ['src/app.js', 'app.js', 'create app.js in the src folder', []],
    ['web/src/app.js', 'src/app.js', 'in the web package create src/app.js', []],
    ['web/src/app.js', 'src/app.js', 'create src/app.js', ['web/src/index.js']],
    ['tests/test_a.py', 'test_a.py', 'write tests in test_a.py', []],
    ['src/src/app.js', 'src/app.js', 'create src/app.js below src', []],
  ])('is at home: %s for %s, "%s"', (path, name, spoken, older) => {
    expect(isAtHome(path, name, spoken, older)).toBe(true);
  });

  it.each<[string, string, string, string[]]>([
    ['src/src/app.js', 'src/app.js', 'create src/app.js that logs "app".', ['src/index.js']],
    ['out/a.txt', 'a.txt', 'create a.txt', ['b.txt']],
    ['lib/lib/util/x.py', 'lib/util/x.py', 'create lib/util/x.py', []],
  ])('is not: %s for %s, "%s"', (path, name, spoken, older) => {
    expect(isAtHome(path, name, spoken, older)).toBe(false);
  });
});

it('code of remarks alone is told from code', () => {
  const remarks: [string, string][] = [
    ['a.test.js', '// Tests go here\n\n/* later */\n'],
    ['test_a.py', '# tests\n'],
    ['a.lua', '-- later\n'],
  ];
  const code: [string, string][] = [
    ['a.h', '#include "b.h"\n'],
    ['a.js', '// a\nf();\n'],
    ['a.js', '--a;\n'],
    ['a.py', '"""Doc."""\n'],
    ['a.cs', '#nullable enable\n// a\n'],
    ['a.go', 'package a // a\n'],
    ['vite-env.d.ts', '/// <reference types="vite/client" />\n'],
    ['main.js', '//# sourceMappingURL=main.js.map\n'],
  ];
  for (const [path, text] of remarks) expect(onlyRemarks(path, text), path).toBe(true);
  for (const [path, text] of code) expect(onlyRemarks(path, text), path).toBe(false);
});

describe('an output that a plan names loosely', () => {
  const change = (operation: FileChange['operation'], path: string): FileChange => ({
    ...{ operation, path, additions: 1, deletions: 0, binary: false },
  });
  const older = ['README.md', 'public/app.css', 'public/index.html', 'docs/api.rst', 'openapi.yaml', 'src/a.js'];

  it.each<[string, FileChange[], string?]>([
    ['README', [change('modify', 'README.md')]],
    ['app.css', [change('modify', 'public/app.css'), change('modify', 'src/a.js')]],
    ['docs/api', [change('modify', 'docs/api.rst')]],
    ['openapi.yml', [change('modify', 'openapi.yaml')]],
    ['Card.jsx', [change('create', 'src/components/Card.jsx')], 'Create src/components/Card.jsx'],
    ['docs/usage', [change('create', 'docs/usage.md')], 'Write docs/usage'],
    ['app.css', []],
    ['READMEs', [change('create', 'src/README.md'), change('create', 'test/README.md')], 'A README per folder'],
  ])('is what was changed: %s', (name, changes, asked = 'Style it') => {
    const [first] = changes;
    const there = [...older, ...changes.flatMap(({ path }) => (older.includes(path) ? [] : [path]))];
    expect(meantBy(name, { changes, there, asked })).toBe(first?.path ?? 'public/app.css');
  });

  it.each<[string, FileChange[]]>([
    ['app.css', [change('modify', 'src/a.js')]],
    ['a.txt', [change('create', 'out/a.txt')]],
    ['src/b.js', [change('create', 'src/b.ts')]],
    ['bin/tool', [change('create', 'bin/tool.py')]],
    ['config.yml', [change('create', 'config.yaml')]],
    ['index.js', [change('create', 'src/index.js'), change('create', 'public/index.js')]],
    ['docs/api', [change('delete', 'docs/api.rst')]],
    ['READMEs', [change('create', 'src/README.md'), change('modify', 'src/a.js')]],
  ])('is not: %s', (name, changes) => {
    const there = [...older, ...changes.map(({ path }) => path)];
    expect(meantBy(name, { changes, there, asked: 'Write it.' })).toBeUndefined();
  });
});

describe('an output that is empty', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'loom-outputs-'));
    mkdirSync(join(root, 'pkg'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const holds = async (path: string, asked: string): Promise<boolean | undefined> => {
    writeFileSync(join(root, path), '');
    const tree = { root, scratch: root } as AttemptTree;
    const [found] = await expectedOutputsExist(tree, [path], { changes: [], there: [path], asked });
    return found?.passed;
  };

  it('may be so by custom, or where it is to be', async () => {
    expect(await holds('pkg/py.typed', 'Add a marker.')).toBe(true);
    expect(await holds('pkg/__init__.py', 'Make it a package.')).toBe(true);
    expect(await holds('pkg/seed.sql', 'Create an empty pkg/seed.sql.')).toBe(true);
  });

  it('is a write that went wrong otherwise', async () => {
    expect(await holds('pkg/seed.sql', 'Create pkg/seed.sql.')).toBe(false);
    expect(await holds('pkg/list.py', 'Create pkg/list.py. Test the empty list.')).toBe(false);
  });
});
