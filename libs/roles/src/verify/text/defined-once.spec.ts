import { describe, expect, it } from 'vitest';
import { definedTwice } from './defined-once.js';

const PY = 'def add(a, b):\n    return a - b\n\n\ndef sub(a, b):\n    return a - b\n';
const JS = 'function add(a, b) {\n  return a - b;\n}\n';
const twice = (path: string, before: string | null, now: string, asked = 'Make add return the sum.') =>
  definedTwice(path, now, before, asked);

describe('a definition', () => {
  it.each<[string, string, string]>([
    ['calc.py', PY, `${PY}\n\ndef add(a, b):\n    return a + b\n`],
    ['calc.py', 'class A:\n    x = 1\n', 'class A:\n    x = 1\n\n\nclass A:\n    x = 2\n'],
    [
      'calc.py',
      'async def add(a):\n    return a\n',
      'async def add(a):\n    return a\n\nasync def add(a):\n    return 1\n',
    ],
    ['calc.py', `${PY}\n\nprint(add(1, 2))\n`, `${PY}\n\nprint(add(1, 2))\n\n\ndef add(a, b):\n    return a + b\n`],
    ['calc.py', 'x = 1\n', `x = 1\n\n\n${PY}\n\n${PY}`],
    ['add.js', JS, `${JS}\nfunction add(a, b) {\n  return a + b;\n}\n`],
    ['add.js', `export ${JS}`, `export ${JS}\nexport function add(a, b) {\n  return a + b;\n}\n`],
    ['add.ts', 'export class A {}\n', 'export class A {}\nexport class A {\n  b = 1;\n}\n'],
  ])('stands in %s twice', (path, before, now) => {
    expect(twice(path, before, now)).toMatch(/defined twice/);
  });

  it.each<[string, string | null, string, string?]>([
    ['calc.py', PY, PY.replace('a - b', 'a + b')],
    ['calc.py', null, `${PY}${PY}`],
    ['calc.py', `${PY}${PY}`, `${PY}${PY}# again\n`],
    [
      'calc.py',
      'def f(x):\n    return x\n',
      '@overload\ndef f(x: int): ...\n@overload\ndef f(x: str): ...\ndef f(x):\n    return x\n',
    ],
    ['calc.py', 'def f(x):\n    return x\n', '@f.register\ndef _(x):\n    return 1\n\ndef f(x):\n    return x\n'],
    [
      'calc.py',
      'def f(x):\n    return x\n',
      'try:\n    from fast import f\nexcept ImportError:\n    def f(x):\n        return x\n',
    ],
    [
      'calc.py',
      'def f(x):\n    return x\n',
      'if True:\n    def f(x):\n        return 1\nelse:\n    def f(x):\n        return x\n',
    ],
    [
      'calc.py',
      'class A:\n    def f(self): ...\n',
      'class A:\n    def f(self): ...\n\n\nclass B:\n    def f(self): ...\n',
    ],
    [
      'calc.py',
      'def f(x):\n    return x\n',
      'def f(x):\n    return x\n\n\n_old = f\n\n\ndef f(x):\n    return _old(x) + 1\n',
    ],
    ['calc.py', 'def f(x):\n    return x\n', '"""\ndef f(x):\n    like this\n"""\n\n\ndef f(x):\n    return x\n'],
    [
      'calc.py',
      'def f(x):\n    return x\n',
      'def f(x):\n    return x\n\n\ndef f(x):\n    return 1\n',
      'Redefine f below.',
    ],
    [
      'f.ts',
      'export function f(x: number): number {\n  return x;\n}\n',
      'export function f(x: number): number;\nexport function f(x: string): string;\nexport function f(x: any): any {\n  return x;\n}\n',
    ],
    [
      'f.ts',
      'export function f(x: number): number {\n  return x;\n}\n',
      'export function f(\n  x: number,\n): number;\nexport function f(x: any): any {\n  return x;\n}\n',
    ],
    [
      'f.ts',
      'function f(x: number) {\n  return x;\n}\n',
      'function f(x: number): number\nfunction f(x: any) {\n  return x;\n}\n',
    ],
    ['f.js', JS, `${JS}// function add(a, b) {\nconst x = \`\nfunction add(a, b) {}\n\`;\n`],
    ['f.js', JS, `${JS}class Adder {\n  add() {}\n}\n{\n  function add() {}\n}\n`],
    ['tests/test_a.py', PY, `${PY}${PY}`],
    ['a.rb', 'def add\nend\n', 'def add\nend\ndef add\nend\n'],
  ])('may be as it is in %s', (path, before, now, asked) => {
    expect(twice(path, before, now, asked)).toBeNull();
  });
});
