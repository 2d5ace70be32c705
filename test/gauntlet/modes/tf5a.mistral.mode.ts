import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF5A',
  title: 'dialect: Mistral [TOOL_CALLS]',
  at: 'executor',
  executor: [
    { text: '[TOOL_CALLS][{"name":"write_file","arguments":{"path":"a.txt","content":"hello\\n"}}]' },
    { text: '[TOOL_CALLS]finish[ARGS]{"summary":"Wrote a.txt."}' },
  ],
  after: HELLO,
});
