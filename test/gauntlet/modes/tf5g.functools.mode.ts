import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF5G',
  title: 'dialect: functools[...] and [TOOL_REQUEST]',
  at: 'executor',
  executor: [
    { text: 'functools[{"name":"write_file","arguments":{"path":"a.txt","content":"hello\\n"}}]' },
    { text: '[TOOL_REQUEST]{"name":"finish","arguments":{"summary":"Wrote a.txt."}}[END_TOOL_REQUEST]' },
  ],
  after: HELLO,
});
