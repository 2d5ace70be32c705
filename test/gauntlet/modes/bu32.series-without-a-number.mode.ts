import { call } from '#testing';
import { honest } from '../honest.js';
import { attempt, FINISH, mode } from '../mode.js';

const NUMBERS = '10\n9\n8\n6\n5\n4\n3\n2\n1\n';

export default mode({
  id: 'BU32',
  title: 'right work: numbers from one to another without one of them',
  at: 'executor',
  goal: 'Create numbers.txt with the numbers 10 down to 1, one per line, without 7.',
  executor: [attempt(call('write_file', { path: 'numbers.txt', content: NUMBERS }), FINISH)],
  verifier: [honest({ work: ['+10', '+8', '+6', '+1'] })],
  after: { 'numbers.txt': NUMBERS },
});
