import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'CG12',
  title: 'leaves out the rest, in Spanish',
  at: 'executor',
  goal: 'calc.js needs a mul(a, b) too',
  before: { 'calc.js': 'exports.add = (a, b) => a + b;\nexports.sub = (a, b) => a - b;\n' },
  executor: [
    attempt(
      call('read_file', { path: 'calc.js' }),
      call('write_file', {
        path: 'calc.js',
        content: '// (las otras funciones permanecen igual)\n\nexports.mul = (a, b) => a * b;\n',
      }),
      finish('mul is there.'),
    ),
  ],
  fails: /leaves out/,
});
