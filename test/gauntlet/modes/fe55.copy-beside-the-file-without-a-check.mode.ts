import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE55',
  title: 'a copy beside the file instead of the fix',
  at: 'executor',
  goal: 'Fix the off-by-one error in last() of parser.js.',
  before: { 'parser.js': 'function last(xs) {\n  return xs[xs.length];\n}\nmodule.exports = { last };\n' },
  executor: [
    attempt(
      call('read_file', { path: 'parser.js' }),
      call('write_file', {
        path: 'parser_fixed.js',
        content: 'function last(xs) {\n  return xs[xs.length - 1];\n}\nmodule.exports = { last };\n',
      }),
      FINISH,
    ),
  ],
  fails: /parser/,
});
