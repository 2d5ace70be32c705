import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BJ8',
  title: 'of two functions that are asked for by their calls one is there',
  at: 'executor',
  goal: 'Add first(list) and last(list) to list.js.',
  before: { 'list.js': 'export const uniq = (list) => [...new Set(list)];\n' },
  executor: [
    attempt(
      call('write_file', {
        path: 'list.js',
        content: 'export const uniq = (list) => [...new Set(list)];\nexport const first = (list) => list[0];\n',
      }),
      finish('All of it is done.'),
    ),
  ],
  fails: /last/,
});
