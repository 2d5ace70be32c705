import { answer } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'MX7',
  title: 'forty thousand brackets, then the work',
  at: 'executor',
  executor: [answer('{[<tool_call><think>`'.repeat(2_000)), WRITE, FINISH],
  after: HELLO,
  limit: 90,
});
