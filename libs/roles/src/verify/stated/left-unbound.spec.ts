import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { leftUnbound } from './left-unbound.js';

const BEFORE = 'let total = 0;\nfor (const n of [1, 2]) total += n;\nconsole.log(`total: ${total}`);\n';

describe('a variable that has another name now', () => {
  it.each([
    ['a.js', 'let sum = 0;\nfor (const n of [1, 2]) sum += n;\nconsole.log(`total: ${total}`);\n'],
    ['a.ts', 'let sum = 0;\nfor (const n of [1, 2]) sum += n;\nconsole.log("total:", total);\n'],
    ['a.mjs', 'let sum = 0;\nreport({ total });\n'],
  ])('is still used by its old one: %s %s', (path, text) => {
    expect(leftUnbound('total', path, text, BEFORE)).toBe(`${path} still uses total, which it declares no more`);
  });

  it.each([
    ['a.js', 'let sum = 0;\nfor (const n of [1, 2]) sum += n;\nconsole.log(`total: ${sum}`);\n'],
    ['a.js', 'let sum = 0;\nreport({ total: sum });\nother.total = 1;\n'],
    ['a.js', 'let sum = 0;\nconst f = (total) => total + 1;\n'],
    ['a.js', 'let sum = 0;\nconst g = total => total + 1;\n'],
    ['a.js', 'let sum = 0;\nfunction h(a, total = 1) {\n  return total;\n}\n'],
    ['a.js', 'let sum = 0;\nconst { total } = read();\nshow(total);\n'],
    ['a.js', 'let sum = 0;\nfor (const [total] of rows) show(total);\n'],
    ['a.js', "import { total } from './b.js';\nlet sum = total;\n"],
    ['a.js', 'let sum = 0; // was total\nshow("total");\n'],
    ['a.js', 'class A {\n  total = 1;\n  add(total) {\n    return total;\n  }\n}\nlet sum = 0;\n'],
    ['a.ts', 'let sum = 0;\nexport function f(a: string, total: number) {\n  return total;\n}\n'],
    ['a.ts', 'let sum = 0;\nexport const f = (a: () => void, total: number): number => total;\n'],
    ['a.ts', 'let sum = 0;\nexport const f = (...total: number[]) => g(total);\n'],
    ['a.ts', 'let sum = 0;\nshow(rows.map(([a, { total }]) => total));\n'],
    ['a.py', 'sum = 0\nprint(total)\n'],
  ])('is not where the name is that of something else: %s %s', (path, text) => {
    expect(leftUnbound('total', path, text, BEFORE)).toBeNull();
  });

  const PYTHON = 'total = 0\nfor n in [1, 2]:\n    total += n\nprint(f"total: {total}")\n';

  it.each([
    'amount = 0\nfor n in [1, 2]:\n    total += n\nprint(f"total: {amount}")\n',
    'amount = 0\nfor n in [1, 2]:\n    amount += n\nprint("total:", total)\n',
    'amount = 0\nx = total + 1\n',
    'amount = 0\nshow(total=total)\n',
    'amount = 0\nif total > 1:\n    pass\n',
  ])('is still used by its old one in Python: %j', (text) => {
    expect(leftUnbound('total', 'a.py', text, PYTHON)).toBe('a.py still uses total, which it declares no more');
  });

  it.each([
    'amount = 0\nfor n in [1, 2]:\n    amount += n\nprint(f"total: {amount}")\n',
    'amount = 0\nshow(total=amount)\nother.total = 1\nprint("total")  # total\n',
    'amount = 0\ndef f(total):\n    return total\n',
    'amount = 0\ndef f(\n    a,\n    total: int = 0,\n):\n    return total\n',
    'amount = 0\ndef f(a: int, total):\n    return total\n',
    'amount = 0\ndef f(a: dict[str, int], b={}, *total) -> int:\n    return g(total)\n',
    'amount = 0\ng = lambda a, total: total\n',
    'amount = 0\nprint(sorted(a, key=lambda total, b=1: total))\n',
    'amount = 0\nfor a, total in rows:\n    print(total)\n',
    'amount = 0\na, total = read()\nprint(total)\n',
    'from b import total\namount = total\n',
    'from b import (\n    a,\n    total,\n)\namount = total\n',
    'from b import a, \\\n    total\namount = total\n',
    'from b import *\namount = total\n',
    'import b as total\namount = total.x\n',
    'with open("a") as total:\n    amount = total.read()\n',
    'amount = 0\nif (total := read()):\n    print(total)\n',
    'amount = 0\nclass A:\n    total: int\n    x = total\n',
    'amount = 0\ndef total():\n    return 1\nprint(total())\n',
    'amount = 0\nprint([total for total in rows])\n',
    'amount = 0\nmatch p:\n    case (a, total):\n        print(total)\n',
  ])('is not where the name is that of something else in Python: %j', (text) => {
    expect(leftUnbound('total', 'a.py', text, PYTHON)).toBeNull();
  });

  it('is looked for in linear time', () => {
    const python = (text: string) => leftUnbound('total', 'a.py', text, PYTHON);
    for (const unit of [
      'total ',
      'total, ',
      'def total',
      'lambda a, ',
      'import (total',
      'total\n',
      'for a in b',
      ' : total',
    ])
      assertLinear(python, unit, 12_000 / unit.length);
    const reader = (text: string) => leftUnbound('total', 'a.js', text, BEFORE);
    for (const unit of ['total ', '(total', '{ total', 'const a', '[total]', 'import total\n', 'total\n'])
      assertLinear(reader, unit, 12_000 / unit.length);
  });
});
