import { expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { programToRun, ranWell } from './ran-well.js';

const GOAL = 'Run gen.py, which writes report.csv.';
const failed = { command: 'python3 gen.py', exitCode: 1, paths: ['report.csv'] };
const well = { command: 'python3 gen.py', output: 'ok', paths: ['report.csv'] };

it('a program that was to make something has ended well', () => {
  expect(ranWell(GOAL, [failed])[0]?.detail).toContain('exit code 1');
  expect(ranWell('Please run python3 gen.py so that it writes a.csv.', [well, failed])).toHaveLength(1);
  expect(ranWell('Run `make data` to generate a.csv.', [{ ...failed, command: 'make data' }])).toHaveLength(1);
});

it.each([
  [GOAL, [failed, well]],
  [GOAL, [well, { command: 'grep x report.csv', exitCode: 1, paths: [] }]],
  [GOAL, []],
  ['Run test.py, which writes report.csv with the failures.', [{ ...failed, command: 'python3 test.py' }]],
  ['Run gen.py.', [failed]],
  ['Write a.py. Run gen.py, which writes b.csv.', [failed]],
])('nothing is said of it: %s', (told, deeds) => {
  expect(ranWell(told, deeds)).toEqual([]);
});

it('is looked for in linear time', () => {
  for (const unit of ['run gen.py, which ', 'run the ', 'run `a` '])
    assertLinear((text) => programToRun(text), unit, 8_000);
});
