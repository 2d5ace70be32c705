import { expect, it } from 'vitest';
import { argumentsInList } from './argument-list.js';

it.each<[string, unknown[], object | null]>([
  ['the one object', [{ path: 'a', content: 'b' }], { path: 'a', content: 'b' }],
  [
    'names and values',
    [
      { name: 'path', value: 'a' },
      { key: 'n', value: 1 },
    ],
    { path: 'a', n: 1 },
  ],
  ['names, types and values', [{ name: 'path', type: 'string', value: 'a' }], { path: 'a' }],
  ['one key each', [{ path: 'a' }, { content: '' }], { path: 'a', content: '' }],
  [
    'two calls',
    [
      { path: 'a', content: 'b' },
      { path: 'c', content: 'd' },
    ],
    null,
  ],
  ['a name twice', [{ path: 'a' }, { path: 'b' }], null],
  [
    'a name that is none',
    [
      { name: 1, value: 'a' },
      { name: 'b', value: 'c' },
    ],
    null,
  ],
  ['texts', ['a', { path: 'a' }], null],
  ['nothing', [], null],
])('reads a list of arguments: %s', (_, list, expected) => {
  expect(argumentsInList(list)).toEqual(expected);
});
