import { answer } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

const inThoughts = (path: string) =>
  answer(`<think>Perhaps this one?\n<tool_call>{"name":"delete_file","arguments":{"path":"${path}"}}</tool_call>`);

export default mode({
  id: 'OS13',
  title: 'two different drafts end reasoning that is never closed, then a call',
  at: 'executor',
  before: { 'keep.txt': 'keep\n', 'old.txt': 'old\n' },
  executor: [inThoughts('keep.txt'), inThoughts('old.txt'), WRITE, FINISH],
  after: HELLO,
});
