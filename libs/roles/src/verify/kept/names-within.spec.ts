import { expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { stated } from '../stated/facts.js';
import { diffOf } from '../stated/played.fixture.js';
import { namesWithin } from './names-within.js';

const found = (goal: string, before: string, after: string, path = 'calc.py'): string =>
  namesWithin(diffOf({ [path]: before }, { [path]: after }), stated(goal))
    .map(({ detail }) => detail)
    .join('; ');

it.each([
  [
    'Rename the variable x to y in calc.py.',
    'x = 1\nprint(max(x, 2))\n',
    'y = 1\nprint(may(y, 2))\n',
    'max became may',
  ],
  [
    'Rename the function get to fetch everywhere.',
    'def get(u): ...\ndef target(u): return get(u)\n',
    'def fetch(u): ...\ndef tarfetch(u): return fetch(u)\n',
    'target became tarfetch',
  ],
])('%s', (goal, before, after, told) => {
  expect(found(goal, before, after)).toContain(told);
});

it.each([
  ['Rename the variable x to y in calc.py.', 'x = 1\nprint(max(x, 2))\n', 'y = 1\nprint(max(y, 2))\n'],
  [
    'Rename the function get to fetch everywhere.',
    'def get(): ...\nget_all = [get]\n',
    'def fetch(): ...\nfetch_all = [fetch]\n',
  ],
  ['Rename the function load to read everywhere.', 'load()\npreload = 1\n', 'read()\n'],
  ['Rename the variable user to member in calc.py.', 'userName = user\n', 'memberName = member\n'],
  ['Rename the variable x to y in calc.py.', 'x = 1\n# max\n', 'y = 1\n# may\n# max\n'],
])('sound: %s', (goal, before, after) => {
  expect(found(goal, before, after)).toBe('');
});

it('is linear in the diff', () => {
  const goal = stated('Rename the function x to y everywhere.');
  for (const unit of ['-max(x)\n', '-maxx', '-x'])
    assertLinear(
      (text) => namesWithin(`diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n${text}`, goal),
      unit,
      8_000,
    );
});
