import { answer } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF30',
  title: 'two dialects in one answer',
  at: 'executor',
  executor: [
    answer(
      'First:\n<tool_call>{"name":"write_file","arguments":{"path":"a.txt","content":"hello\\n"}}</tool_call>\nThen:\n<function=finish>\n<parameter=summary>\nWrote a.txt.\n</parameter>\n</function>',
    ),
  ],
  after: HELLO,
  mostRequests: 6,
});
