import { describe, expect, it } from 'vitest';
import { subtask } from '../plan/read-step.js';
import { isAtHome, onlyRemarks, somethingChanged } from './deterministic-checks.js';

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

it('where nothing changed, the last change that was tried is named', () => {
  const work = subtask({ id: 'a', description: 'Add a rule to site.css.' });
  const [check] = somethingChanged([], work, false, 'the last call of write_file failed: it leaves out code');
  expect(check).toMatchObject({ passed: false });
  expect(check?.detail).toContain('write_file failed: it leaves out code');
  expect(somethingChanged([], work, true, 'x')[0]?.passed).toBe(true);
});

it.each<[string, boolean]>([
  ['Create the folder logs with an empty .gitkeep in it.', true],
  ['Create a list of ideas.', false],
])('asks for a changed file: %s is %s', (description, isSo) => {
  expect(somethingChanged([], subtask({ id: 'a', description }), false).length > 0).toBe(isSo);
});
