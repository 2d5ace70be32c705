import { afterEach, describe, expect, it } from 'vitest';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { testsCover } from './tests-cover.js';

afterEach(removePlayed);

const TOLD = 'Write unit tests for add and mul of calc.py in test_calc.py.';
const CALC: Files = { 'calc.py': 'def add(a, b): return a + b\ndef mul(a, b): return a * b\n' };

const found = async (told: string, before: Files, after: Files): Promise<string> => {
  const files = await viewOf(before, after);
  return (await testsCover(files, told, files.changes)).map(({ detail }) => detail).join();
};

describe('functions that were to be tested', () => {
  it.each<[string, Files, Files, string]>([
    [
      'Schreibe Tests für add und mul aus calc.py in test_calc.py',
      CALC,
      { ...CALC, 'test_calc.py': 'add(1, 1)' },
      'mul',
    ],
    [
      TOLD,
      CALC,
      { ...CALC, 'test_calc.py': 'from calc import add\ndef test_add(): assert add(1, 1) == 2\n' },
      'speaks of mul',
    ],
    ['Add tests for the functions add() and mul().', CALC, { ...CALC, 'test_calc.py': 'add(1, 1)' }, 'mul'],
  ])('finds: %s %#', async (told, before, after, fault) => {
    expect(await found(told, before, after)).toContain(fault);
  });

  it.each<[string, Files, Files]>([
    [TOLD, CALC, { ...CALC, 'test_calc.py': 'class TestMul: pass\nadd(1, 1)\n' }],
    [TOLD, CALC, { ...CALC, 'test_calc.py': 'import calc\ncalc.add(1, 1)\ncalc.mul(1, 1)\n' }],
    ['Write tests for addition and edge cases.', CALC, { ...CALC, 'test_calc.py': 'add(1, 1)' }],
    ['Write tests for add.', CALC, { ...CALC, 'test_calc.py': 'add(1, 1)' }],
  ])('takes: %s %#', async (told, before, after) => {
    expect(await found(told, before, after)).toBe('');
  });
});
