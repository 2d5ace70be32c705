import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { leftUnreached } from './never-reached.js';

const PY = 'def f():\n    return 1\n';
const JS = 'function f() {\n  return 1;\n}\n';

describe('old code behind new code that ends its block', () => {
  it.each([
    ['b.py', PY, 'def f():\n    return 2\n    return 1\n', 3],
    ['b.py', PY, 'def f():\n    # new\n    return 2\n\n    # old\n    return 1\n', 6],
    ['b.py', 'def f(a):\n    print(a)\n', 'def f(a):\n    raise ValueError(a)\n    print(a)\n', 3],
    ['b.ts', JS, 'function f() {\n  return 2;\n  return 1;\n}\n', 3],
  ])('is never reached in %s: %j', (path, before, now, line) => {
    expect(leftUnreached(path, now, before)).toMatchObject([{ line }]);
  });

  it.each([
    ['b.py', PY, 'def f():\n    return 2\n'],
    ['b.py', PY, 'def f(a):\n    if a:\n        return 2\n    return 1\n'],
    ['b.py', PY, 'def g():\n    return 2\n\n\ndef f():\n    return 1\n'],
    [
      'b.py',
      'class A:\n    def f(self):\n        return 1\n',
      'class A:\n    def f(self):\n        return 2\n\n    def g(self):\n        return 1\n',
    ],
    ['b.py', 'def f():\n    yield\n', 'def f():\n    return\n    yield\n'],
    ['b.py', PY, 'def f():\n    return max(\n    1)\n'],
    ['b.py', PY, 'def f():\n    """Text:\n    return 2\n    return 1\n    """\n    return 1\n'],
    ['b.py', 'def f():\n    return 1\n    return 0\n', 'def f():\n    return 1\n    return 0\n# more\n'],
    ['b.py', PY, 'def f(a):\n    if a: return 2\n    return 1\n'],
    ['b.ts', JS, 'function f(a) {\n  if (a)\n  return 2;\n  return 1;\n}\n'],
    ['b.ts', JS, 'function f(a) {\n  if (a) return 2;\n  return 1;\n}\n'],
    ['b.ts', 'f(a => {\n  go();\n});\n', 'f(a => {\n  return b;\n});\ngo();\n'],
    ['b.ts', 'switch (a) {\n  case 1:\n}\n', 'switch (a) {\n  case 0:\n  return 2;\n  case 1:\n}\n'],
    ['b.js', 'function g() {\n  function h() {}\n}\n', 'function g() {\n  return h;\n  function h() {}\n}\n'],
    ['b.rb', PY, 'def f():\n    return 2\n    return 1\n'],
  ])('is reached in %s: %j', (path, before, now) => {
    expect(leftUnreached(path, now, before)).toEqual([]);
  });

  it('is looked for in linear time', () => {
    assertLinear((text) => leftUnreached('a.py', text, text), '    return 1\n', 1500);
  });
});
