import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const CALC = 'def add(a, b):\n    return a + b\n\n\ndef div(a, b):\n    return a / b\n';
export default mode({
  id: 'ST45',
  title: 'a server closes a call that was cut, and says nothing of it',
  at: 'executor',
  goal: 'Create calc.py with the functions add and div of two numbers each.',
  executor: [attempt(call('write_file', { path: 'calc.py', content: CALC.slice(0, -'n a / b\n'.length) }), FINISH)],
  after: { 'calc.py': CALC },
  fails: /calc\.py: its last line stops within a word/,
});
