import { FINISH, HELLO, mode, refusal, WRITE } from '../mode.js';

export default mode({
  id: 'CX15',
  title: "TabbyAPI's words for a prompt that does not fit",
  at: 'transport',
  own: {},
  protocols: ['openai'],
  executor: [WRITE, refusal(422, { detail: 'Prompt length 33000 is greater than max_seq_len 32768' }), FINISH],
  after: HELLO,
});
