import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'FC45',
  title: 'describes the fix in the README',
  at: 'executor',
  goal: 'Fix the off-by-one in range.js: range(3) must give [0, 1, 2].',
  before: {
    'README.md': '# Range\n',
    'range.js': 'exports.range = (n) => Array.from({ length: n + 1 }, (_, i) => i);\n',
    'range.test.js':
      "require('node:test')('three', () => require('assert').deepEqual(require('./range.js').range(3), [0, 1, 2]));\n",
  },
  executor: [
    attempt(
      call('read_file', { path: 'range.js' }),
      call('write_file', { path: 'README.md', content: '# Range\n\nrange(3) gives [0, 1, 2].\n' }),
      finish('The off-by-one is fixed.'),
    ),
  ],
  fails: /range\.test\.js: fails as it did before/,
});
