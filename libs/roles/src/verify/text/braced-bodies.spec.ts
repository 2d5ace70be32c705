import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { guttedBodies } from './bodies-kept.js';
import { bracedBodies } from './braced-bodies.js';

const LOOP = 's = 0;\n  for (x of a) s += x;\n  log(s);\n  return s;';
const FORMS: readonly (readonly [string, (body: string) => string, string])[] = [
  ['a.js', (body) => `export function sum(a) {\n  ${body}\n}\n`, 'return 0;'],
  ['a.js', (body) => `const sum = async (a) => {\n  ${body}\n};\n`, 'return [];'],
  ['a.js', (body) => `class A {\n  sum(a) {\n  ${body}\n  }\n}\n`, ''],
  ['a.js', (body) => `module.exports = {\n  sum: function (a) {\n  ${body}\n  },\n};\n`, 'return null;'],
  ['a.ts', (body) => `export function sum<T>(a: T[]): number {\n  ${body}\n}\n`, 'return 0;'],
  ['a.ts', (body) => `const sum = (a: number[]): number => {\n  ${body}\n};\n`, "throw new Error('Not supported');"],
  ['a.go', (body) => `package a\n\nfunc (t *T) sum(a []int) (int, error) {\n  ${body}\n}\n`, 'return 0, nil'],
  ['a.rs', (body) => `pub fn sum(a: &[i32]) -> i32 {\n  ${body}\n}\n`, '0'],
  ['A.java', (body) => `class A {\n  int sum(int[] a) throws E {\n  ${body}\n  }\n}\n`, 'return 0; // later'],
  ['a.c', (body) => `int sum(int *a, int n)\n{\n  ${body}\n}\n`, 'return 0;'],
  ['a.cpp', (body) => `int A::sum(const std::vector<int>& a) const {\n  ${body}\n}\n`, 'return 0;'],
  [
    'A.cs',
    (body) => `class A {\n  public int sum(int[] a) {\n  ${body}\n  }\n}\n`,
    'throw new NotSupportedException();',
  ],
  ['a.php', (body) => `<?php\nfunction sum($a) {\n  ${body}\n}\n`, 'return 0;'],
  ['a.kt', (body) => `fun sum(a: List<Int>): Int {\n  ${body}\n}\n`, 'return 0'],
  ['a.swift', (body) => `func sum(_ a: [Int]) -> Int {\n  ${body}\n}\n`, 'return 0'],
];

describe('functions between braces', () => {
  it.each(FORMS)('that keep their name and lose their work are seen in %s: %s', (path, form, left) => {
    expect(guttedBodies(path, form(left), form(LOOP), 'Fix the rounding.')).toContain('sum');
    expect(guttedBodies(path, form(LOOP), form(LOOP), 'Fix the rounding.')).toBeNull();
    expect(guttedBodies(path, form('return fold(a);'), form(LOOP), 'Fix the rounding.')).toBeNull();
    expect(guttedBodies(path, form(left), form(LOOP), 'Turn sum into a stub.')).toBeNull();
    expect(guttedBodies(path, form(left), form('return one(a);'), 'Fix the rounding.')).toBeNull();
  });

  it.each<[string, string, string, string]>([
    [
      'a.js',
      'function on() {\n  return true;\n}\n',
      'function on(u) {\n  a(u);\n  b(u);\n  return c;\n}\n',
      'Fix the flag.',
    ],
    [
      'a.js',
      'function on(u) {\n  return true;\n}\n',
      'function on(u) {\n  a(u);\n  b();\n  c();\n}\n',
      'Let it always be on.',
    ],
    ['a.js', 'function f(x) {\n  return 0;\n}\n', 'function f(x) {\n  a();\n  b();\n  c();\n}\n', 'Make it return 0.'],
    ['a.cpp', 'A::~A() {}\n', 'A::~A() {\n  delete p;\n  delete q;\n  delete r;\n}\n', 'Fix the leak.'],
    ['A.java', 'class A { A(int a) {} }\n', 'class A { A(int a) {\n b();\n c();\n d();\n } }\n', 'Fix the order.'],
    [
      'A.java',
      'class A {\n  int f(int a) {\n    return 0;\n  }\n  int f() {\n    return 1;\n  }\n}\n',
      'class A {\n  int f(int a) {\n    b();\n    c();\n    return d;\n  }\n  int f() {\n    return 1;\n  }\n}\n',
      'Fix it.',
    ],
    ['a.swift', 'view(a) {\n}\n', 'view(a) {\n  b()\n  c()\n  d()\n}\n', 'Fix it.'],
    ['a.js', 'if (a) {\n}\n', 'if (a) {\n  b();\n  c();\n  d();\n}\n', 'Fix it.'],
    ['a.test.js', 'function f(x) {\n}\n', 'function f(x) {\n  a();\n  b();\n  c();\n}\n', 'Fix it.'],
  ])('that may be meant to be so are left alone in %s: %s', (path, now, before, asked) => {
    expect(guttedBodies(path, now, before, asked)).toBeNull();
  });

  it('are found by name, without what only looks like one', () => {
    const text = 'const s = "function a() {";\n// function b() {\nfunction c(x = {}) {\n  if (x) { y(); }\n}\n';
    expect(bracedBodies('a.js', text).map(({ name }) => name)).toEqual(['c']);
    expect(bracedBodies('a.ts', 'f(a: { b: c }[], { d }: e) {\n}\n').map(({ name }) => name)).toEqual(['f']);
    expect(bracedBodies('a.js', 'it("x", () => {\n  function g(a) {\n  }\n});\n').map(({ name }) => name)).toEqual([
      'g',
    ]);
    expect(bracedBodies('a.js', 'function a() {')).toEqual([]);
  });

  it('are looked for in linear time, whatever there is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'(){};=>:"\'/*#\n fn') }), (text) => {
        bracedBodies('a.js', text);
        bracedBodies('a.rs', text);
      }),
    );
    for (const piece of ['f(a) {', '{', '}', '((((', 'f(a) { b; }', 'a = (b): c => {', '/*', '"'])
      assertLinear((text) => bracedBodies('a.ts', text), piece, 12_000);
    for (const piece of [')', '(', ' ', ':'])
      assertLinear((text) => guttedBodies('a.py', 'x', text, 'Fix it.'), piece, 80_000, { start: 'def f(' });
  });
});
