import { call, finish } from '#testing';
import { mode } from '../mode.js';

const goal = 'Create s.js with a function solve that adds two numbers.';

export default mode({
  id: 'FC5B',
  title: 'a function that throws "not implemented"',
  at: 'executor',
  goal,
  executor: [
    call('write_file', {
      path: 's.js',
      content: "export function solve() {\n  throw new Error('Not implemented');\n}\n",
    }),
    finish('Implemented solve.'),
  ],
  fails: /s\.js/,
});
