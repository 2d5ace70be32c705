import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { emptyBodies } from './empty-bodies.js';

const names = (path: string, text: string): string[] =>
  emptyBodies(path, text).map(({ name, does }) => name + { nothing: '', speaks: '!', throws: ' throws' }[does]);

describe('a function with nothing in it', () => {
  it.each<[string, string, string[]]>([
    ['a.py', 'def area(w, h):\n    """The area."""\n\n\ndef side(x):\n    return x\n', ['area']],
    [
      'a.py',
      'class Q:\n    def put(self, x):\n        # keeps it\n        pass\n\n    def get(self):\n        ...\n',
      ['put', 'get'],
    ],
    ['a.py', 'def f(x):\n    """Long.\n\n    More.\n    """\n    return\n', ['f']],
    ['a.py', 'def f(x): pass\n', ['f']],
    ['a.py', 'def save(x):\n    print("saved")\n', ['save!']],
    ['a.js', 'export class Stack {\n  push(x) {}\n\n  pop() {\n    // takes it\n  }\n}\n', ['push', 'pop']],
    ['a.js', 'export function save(path, value) {\n  console.log(`Saving ${value}`);\n}\n', ['save!']],
    ['a.ts', 'export const add = (a: number, b: number): number => {};\n', ['add']],
    ['a.py', 'def chunk(items, size):\n    # cuts\n    raise RuntimeError("for another day")\n', ['chunk throws']],
    ['a.py', 'def chunk(items, size):\n    raise ValueError\n', ['chunk throws']],
    [
      'a.js',
      "export function chunk(list, size) {\n  throw new Error('chunk is for another day');\n}\n",
      ['chunk throws'],
    ],
    [
      'a.ts',
      'export const f = (a: number): number => {\n  // soon\n  throw new TypeError("soon");\n};\n',
      ['f throws'],
    ],
  ])('is seen in %s: %s', (path, text, found) => {
    expect(names(path, text)).toEqual(found);
  });

  it.each([
    ['a.py', 'def f(x):\n    """It."""\n    return x\n'],
    ['a.py', 'def f(x):\n    print(x)\n    return x\n'],
    ['a.py', 'def hello():\n    print("Hello, world!")\n'],
    ['a.js', 'function go() {\n  console.log("go");\n}\n'],
    ['a.py', 'class E(Exception):\n    """It."""\n'],
    ['a.py', '@abstractmethod\ndef f(x):\n    pass\n'],
    ['a.py', 'def f(x):\n    if x:\n        pass\n    return 1\n'],
    ['a.js', 'class A {\n  constructor() {}\n  push(x) {\n    this.all.push(x);\n  }\n}\n'],
    ['a.js', 'function run(job, done = () => {}) {\n  job();\n}\n'],
    ['a.js', 'if (x) {}\nfor (;;) {\n}\n'],
    ['a.js', 'function f() {\n  console.log(1);\n  return 2;\n}\n'],
    ['a.js', 'const options = {};\n'],
    ['a.py', 'def check(x):\n    raise ValueError(f"bad: {x}")\n'],
    ['a.py', 'def check(x):\n    if x < 0:\n        raise ValueError("negative")\n    return x\n'],
    ['a.js', 'function check(x) {\n  throw new Error(`bad: ${x}`);\n}\n'],
    ['a.js', 'function check(x) {\n  if (x) {\n    throw new Error("bad");\n  }\n}\n'],
  ])('is none in %s: %s', (path, text) => {
    expect(names(path, text)).toEqual([]);
  });

  it('is looked for in linear time', () => {
    for (const unit of ['def f(x):\n', 'def f(x):\n    """\n', '    pass\n', 'def f(x): ', '"""'])
      assertLinear((text) => names('a.py', text), unit, 20_000 / unit.length);
    for (const unit of [
      'function f() {',
      '  f() {\n',
      'console.log(',
      '// x\n',
      ' ',
      '  f(a) {\n// x\n',
      'const f = (',
      'function f() { throw new Error("',
      '  f(a) {\n throw new E();',
    ])
      assertLinear((text) => names('a.js', text), unit, 20_000 / unit.length);
  });
});
