import { describe, expect, it } from 'vitest';
import { definitionsKept } from './definitions-kept.js';
import { stated } from '../stated/facts.js';
import { diffOf, type Files } from '../stated/played.fixture.js';

describe('definitions', () => {
  const before = { 'c.py': 'def add(a, b):\n    return a + b\n\n\nclass Old:\n    pass' };
  const lost = (asked: string, after: Files): string | undefined =>
    definitionsKept(diffOf(before, after), asked, stated(asked)).find(({ passed }) => !passed)?.detail;

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

describe('what is to be removed', () => {
  const before = {
    'lib.js':
      'export function old() {\n  return help();\n}\nfunction help() {\n  return 1;\n}\nexport function keep() {\n  return 2;\n}\n',
  };
  const KEEP = 'export function keep() {\n  return 2;\n}\n';
  const lost = (asked: string, after: string): string | undefined =>
    definitionsKept(diffOf(before, { 'lib.js': after }), asked, stated(asked)).find(({ passed }) => !passed)?.detail;

  it('takes nothing else with it', () => {
    expect(lost('Remove the function old() from lib.js.', 'export const v = 3;\n')).toContain('keep in lib.js');
  });

  it('may take what only it has used, and what else was spoken of', () => {
    // The plain diff takes out all lines and puts in those that stay.
    expect(lost('Remove the function old() from lib.js.', KEEP)).toBeUndefined();
    expect(lost('Remove the function old() from lib.js and everything nobody uses.', '')).toBeUndefined();
    expect(lost('Refactor lib.js.', '')).toBeUndefined();
  });
});
