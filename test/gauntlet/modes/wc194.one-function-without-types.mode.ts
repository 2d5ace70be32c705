import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const PLAIN = 'def double(x):\n    return x * 2\n\n\ndef half(x):\n    return x / 2\n';
const TYPED = PLAIN.replaceAll('(x):', '(x: float) -> float:');
export default mode({
  id: 'WC194',
  title: 'one of two functions gets no types',
  at: 'executor',
  goal: 'Add type hints to the parameters and the return values of all functions in shapes.py; all numbers are float.',
  before: { 'shapes.py': PLAIN },
  executor: [
    attempt(
      call('write_file', { path: 'shapes.py', content: TYPED.replace('half(x: float) -> float', 'half(x)') }),
      FINISH,
    ),
  ],
  after: { 'shapes.py': TYPED },
  fails: /half in shapes\.py/,
});
