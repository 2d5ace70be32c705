import { call } from '#testing';
import { FINISH, HELLO, mode, oaCall, oaEnd, refusal, wire, WRITE } from '../mode.js';

export default mode({
  id: 'MX10',
  title: 'too long a prompt, then a cut call, then thoughts only, then well',
  at: 'executor',
  protocols: ['openai'],
  executor: [
    call('list_directory', {}),
    refusal(400, {
      error: {
        message:
          "This model's maximum context length is 16384 tokens. However, you requested 20480 tokens (16384 in the messages, 4096 in the completion).",
        code: 400,
      },
    }),
    wire({ openai: oaCall(0, 'write_file', '{"path":"a.txt","content":"hel', 'c1') + oaEnd('length') }),
    { thinking: 'I should write it.', text: '' },
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
