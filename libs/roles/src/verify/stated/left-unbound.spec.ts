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
    ['a.py', 'sum = 0\nprint(total)\n'],
  ])('is not where the name is that of something else: %s %s', (path, text) => {
    expect(leftUnbound('total', path, text, BEFORE)).toBeNull();
  });

  it('is looked for in linear time', () => {
    const reader = (text: string) => leftUnbound('total', 'a.js', text, BEFORE);
    for (const unit of ['total ', '(total', '{ total', 'const a', '[total]', 'import total\n', 'total\n'])
      assertLinear(reader, unit, 12_000 / unit.length);
  });
});
