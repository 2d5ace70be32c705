import { describe, expect, it } from 'vitest';
import { differInRemarks, wantsMending } from './remarks-only.js';

const JS = 'exports.divide = (a, b) => {\n  return a / b;\n};\n';
const PY = 'def add(a, b):\n    return a - b\n';

describe('a change', () => {
  it.each<[string, string, string]>([
    ['a.js', JS, JS.replace('  return', '  // Fixed: throws a RangeError when b is zero\n  return')],
    ['a.js', JS, JS.replace('a / b;', 'a / b; // fixed')],
    ['a.js', JS, `/* Fixed.\n * Really. */\n\n${JS}`],
    ['a.py', PY, PY.replace('    return', '    # now right\n\n    return')],
    ['a.go', 'func a() {}\n', '// a is fine\nfunc a() {}\n'],
    ['a.py', PY, `${PY}\n\n`],
  ])('is of remarks alone in %s', (path, before, now) => {
    expect(differInRemarks(path, before, now)).toBe(true);
  });

  it.each<[string, string, string]>([
    ['a.js', JS, JS.replace('a / b', 'a * b')],
    ['a.js', 'x("a");\n', 'x("b");\n'],
    ['a.js', 'x("http://a");\n', 'x("http://b");\n'],
    ['a.js', '// x();\n', 'x();\n'],
    ['a.js', JS, `// @ts-nocheck\n${JS}`],
    ['a.js', JS, `/* eslint-disable */\n${JS}`],
    ['a.py', PY, PY.replace('a - b', 'a - b  # type: ignore')],
    ['a.py', PY, PY.replace('    return', '  return')],
    ['a.py', PY, `#!/usr/bin/env python3\n${PY}`],
    ['a.sh', 'x=${y#a}\n', 'x=${y#b}\n'],
    ['a.py', '"""a"""\n', '"""b"""\n'],
    ['a.go', 'package a\n', '//go:build linux\npackage a\n'],
  ])('is of more in %s', (path, before, now) => {
    expect(differInRemarks(path, before, now)).toBe(false);
  });

  it.each([
    'Fix the bug in : dividing by zero must throw a RangeError.',
    'Fix  so that  passes.',
    'The function must return the sum.',
    'Add a command years to cli.py.',
    'Add the function total.',
  ])('is to be of code: %s', (asked) => {
    expect(wantsMending(asked)).toBe(true);
  });
  it.each([
    'Fix the comment in a.js.',
    'Fix the typo in a.js.',
    'Add a comment on the function total.',
    'Add the type of the function.',
    'Fix the docs of add.',
    'Add a note on the bug in add.',
    'Fix the linter warnings.',
    'Every file must have a header.',
    'Mark known bugs with TODO.',
  ])('may be of remarks: %s', (asked) => {
    expect(wantsMending(asked)).toBe(false);
  });
});
