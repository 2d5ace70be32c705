import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF5D',
  title: 'dialect: LFM2 <|tool_call_start|>',
  at: 'executor',
  executor: [
    { text: 'Writing.\n<|tool_call_start|>[write_file(path="a.txt", content="hello\\n")]<|tool_call_end|>' },
    { text: '<|tool_call_start|>[finish(summary="Wrote a.txt.")]<|tool_call_end|>' },
  ],
  after: HELLO,
});
