import { describe, expect, it } from 'vitest';
import { guttedBodies } from './bodies-kept.js';

const WORKS = 'def total(items):\n    n = 0\n    for one in items:\n        n += one\n    return n\n';
const problem = (before: string, now: string, asked = 'Fix the rounding in it.', path = 'a.py') =>
  guttedBodies(path, now, before, asked);

describe('functions that keep their name', () => {
  it.each(['pass', '...', 'return', 'return None', '"""Adds up."""\n    pass', 'raise NotImplementedError'])(
    'do nothing with %j',
    (body) => {
      expect(problem(WORKS, `def total(items):\n    ${body}\n`)).toContain('total');
    },
  );

  it.each<[string, string, string]>([
    [WORKS, 'def total(items):\n    return sum(items)\n', 'Fix it.'],
    [WORKS, 'def total(items):\n    pass\n', 'Turn total into a stub.'],
    [WORKS, 'def total(items):\n    pass\n', 'Remove what total does.'],
    [WORKS, 'x = 1\n', 'Fix it.'],
    ['def a():\n    pass\n', 'def a():\n    return None\n', 'Fix it.'],
    ['def a():\n    x()\n', 'def a():\n    pass\n', 'Fix it.'],
    [
      'class A:\n    def run(self):\n        a()\n        b()\n        c()\n\n\nclass B:\n    def run(self):\n        pass\n',
      'class A:\n    def run(self):\n        a()\n        b()\n        d()\n\n\nclass B:\n    def run(self):\n        pass\n',
      'Fix it.',
    ],
    [WORKS, WORKS.replace('return n', 'return None'), 'Fix it.'],
    [WORKS, 'def total(items):\n    try:\n        return sum(items)\n    except TypeError:\n        pass\n', 'Fix it.'],
  ])('are left alone: %j, %j, %s', (before, now, asked) => {
    expect(problem(before, now, asked)).toBeNull();
  });

  it('are only looked at where they were there and judge nothing', () => {
    expect(problem(WORKS, 'def total(items):\n    pass\n', 'Fix it.', 'test_a.py')).toBeNull();
    expect(problem(WORKS, 'def total(items):\n    return 0\n')).toContain('total');
    expect(problem(WORKS.replace('items)', ')'), 'def total():\n    return 0\n')).toBeNull();
    expect(guttedBodies('a.py', 'def total(items):\n    pass\n', null, 'Fix it.')).toBeNull();
  });
});
