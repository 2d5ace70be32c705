import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF5F',
  title: 'dialect: Kimi section markers',
  at: 'executor',
  executor: [
    {
      text: '<|tool_calls_section_begin|><|tool_call_begin|>functions.write_file:0<|tool_call_argument_begin|>{"path":"a.txt","content":"hello\\n"}<|tool_call_end|><|tool_calls_section_end|>',
    },
    {
      text: '<|tool_calls_section_begin|><|tool_call_begin|>functions.finish:1<|tool_call_argument_begin|>{"summary":"Wrote a.txt."}<|tool_call_end|><|tool_calls_section_end|>',
    },
  ],
  after: HELLO,
});
