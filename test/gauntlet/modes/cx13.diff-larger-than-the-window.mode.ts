import { call } from '#testing';
import { attempt, FINISH, HELLO, mode, WRITE } from '../mode.js';

const long = Array.from({ length: 4000 }, (_, n) => `row ${n} of the table\n`).join('');

export default mode({
  id: 'CX13',
  title: 'the diff does not fit the window of the verifier',
  at: 'verifier',
  goal: 'Create a.txt with the line "hello" and table.txt with a long table.',
  own: { contextWindow: 8192 },
  executor: [
    attempt(
      WRITE,
      call('shell_execute', { command: 'for n in $(seq 0 3999); do echo "row $n of the table"; done > table.txt' }),
      FINISH,
    ),
  ],
  after: { ...HELLO, 'table.txt': long },
});
