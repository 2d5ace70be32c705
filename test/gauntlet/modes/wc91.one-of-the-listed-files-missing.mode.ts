import { call, calls } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC91',
  title: 'one file of a structure is missing',
  at: 'executor',
  goal: 'Set up a small project:\n- src/index.js\n- src/lib/util.js\n- tests/util.test.js\n- README.md',
  executor: [
    attempt(
      calls(
        call('write_file', { path: 'src/index.js', content: 'console.log(1);\n' }),
        call('write_file', { path: 'src/lib/util.js', content: 'exports.a = 1;\n' }),
        call('write_file', { path: 'README.md', content: '# Project\n' }),
      ),
      FINISH,
    ),
  ],
  fails: /util\.test\.js/,
});
