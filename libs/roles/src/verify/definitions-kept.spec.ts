import { describe, expect, it } from 'vitest';
import { definitionsKept } from './definitions-kept.js';
import { diffOf, type Files } from './stated/played.fixture.js';

describe('definitions', () => {
  const before = { 'c.py': 'def add(a, b):\n    return a + b\n\n\nclass Old:\n    pass' };
  const lost = (asked: string, after: Files): string | undefined =>
    definitionsKept(diffOf(before, after), asked).find(({ passed }) => !passed)?.detail;

  it('are not lost where only something was to be added', () => {
    expect(lost('Add a function sub to c.py.', { 'c.py': 'def sub(a, b):\n    return a - b' })).toContain(
      'add in c.py, Old in c.py',
    );
  });

  it('may go on in another file, change their form, or go where that is asked for', () => {
    const moved = {
      'c.py': 'from d import add',
      'd.py': 'def add(a, b, c=0):\n    pass\n\nclass Old(Base):\n    pass',
    };
    expect(lost('Add a parameter c to add.', moved)).toBeUndefined();
    expect(lost('Add sub and remove add and Old.', { 'c.py': 'def sub(): pass' })).toBeUndefined();
    expect(lost('Simplify c.py.', { 'c.py': '' })).toBeUndefined();
    expect(lost('Fix the bug in c.py.', { 'c.py': 'def plus(): pass' })).toBeUndefined();
  });
});
