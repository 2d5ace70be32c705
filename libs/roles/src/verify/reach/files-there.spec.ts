import { describe, expect, it } from 'vitest';
import { isAtHome, onlyRemarks } from './files-there.js';

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
