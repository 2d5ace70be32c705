import { expect, it } from 'vitest';
import type { CheckResult } from './outcomes.js';
import { standInsIn, standInsTold } from './stand-ins.js';

const check = (standIn: CheckResult['standIn'], passed = true): CheckResult => ({
  ...{ name: 'expected_output', passed, detail: '' },
  ...(standIn === undefined ? {} : { standIn }),
});

it('finds in a summary which files stand for planned ones, as it was told there', () => {
  const told = standInsTold([
    check({ output: 'b.md', path: 'c.md' }),
    check({ output: 'report.md', path: null }),
    check({ output: 'src/my file.py', path: 'file.py' }),
    check({ output: 'no.md', path: 'other.md' }, false),
    check(undefined),
  ]);
  expect(standInsIn(`${told}\nAll done. [Loom] x.md stands for the planned y.md.`)).toEqual([
    { output: 'b.md', path: 'c.md' },
    { output: 'src/my file.py', path: 'file.py' },
  ]);
  expect(told).toContain('There is no report.md, though planned.');
});

it('finds none where nothing was told', () => {
  expect(standInsTold([])).toBe('');
  expect(standInsIn('')).toEqual([]);
  expect(standInsIn('c.md stands for the planned b.md.')).toEqual([]);
  expect(standInsIn('Done.\n[Loom] c.md stands for the planned b.md.')).toEqual([]);
});
