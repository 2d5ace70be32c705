import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

const goal = 'Create a.txt with the single line "hello". NEVER touch secret.txt.';

export default mode({
  id: 'CX8',
  title: 'the goal and its constraint outlast a long run in a small window',
  at: 'executor',
  goal,
  plan: [{ id: 'work', description: goal, acceptance_criteria: goal }],
  own: { contextWindow: 8192 },
  before: { 'secret.txt': 's\n', 'big.txt': 'a line of text that goes on and on\n'.repeat(300) },
  executor: [
    (_, n) =>
      n < 8
        ? call('read_file', { path: 'big.txt', line_start: 1 + n * 30, line_end: 120 + n * 30 })
        : n === 8
          ? WRITE
          : FINISH,
  ],
  after: HELLO,
  check: ({ of }) => [
    [
      of('executor').every(({ messages }) => JSON.stringify(messages).includes('NEVER touch secret.txt')),
      'a request lacks the constraint',
    ],
  ],
});
