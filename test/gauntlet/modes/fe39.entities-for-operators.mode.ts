import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE39',
  title: "the code's operators are written as HTML entities",
  at: 'executor',
  goal: 'Create max.js with a function max(a, b) that returns the larger number.',
  executor: [
    call('write_file', { path: 'max.js', content: 'export function max(a, b) {\n  return a &gt; b ? a : b;\n}\n' }),
    FINISH,
    call('write_file', { path: 'max.js', content: 'export function max(a, b) {\n  return a > b ? a : b;\n}\n' }),
    FINISH,
  ],
  after: { 'max.js': 'export function max(a, b) {\n  return a > b ? a : b;\n}\n' },
});
