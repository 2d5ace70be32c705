import { expect, it } from 'vitest';
import type { CheckResult, StandIn } from './outcomes.js';
import { standInsIn, standInsTold } from './stand-ins.js';

const check = (standIn?: StandIn, passed = true): CheckResult => ({
  ...{ name: 'expected_output', passed, detail: '' },
  ...(standIn === undefined ? {} : { standIn }),
});

it('stand for planned ones where that has passed', () => {
  const [made, gone] = [
    { output: 'b.md', path: 'c.md' },
    { output: 'report.md', path: null },
  ];
  expect(standInsIn([check(made), check(gone), check({ output: 'no.md', path: 'other.md' }, false), check()])).toEqual([
    made,
    gone,
  ]);
  expect(standInsTold([made, gone])).toBe(
    '[Loom] c.md stands for the planned b.md. [Loom] There is no report.md, though planned.',
  );
  expect(standInsTold([])).toBe('');
});
