import { answer } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'TF31',
  title: 'a call drafted in thoughts that never end, then a real one',
  at: 'executor',
  before: { 'keep.txt': 'keep\n' },
  executor: [
    answer(
      '<think>Perhaps I should start over: <tool_call>{"name":"delete_file","arguments":{"path":"keep.txt"}}</tool_call>',
    ),
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
