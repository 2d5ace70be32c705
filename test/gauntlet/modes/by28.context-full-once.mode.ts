import { call } from '#testing';
import { honest } from '../honest.js';
import { FINISH, HELLO, mode, refusal, WRITE } from '../mode.js';

const FULL = refusal(400, {
  error: {
    code: 400,
    message: 'the request exceeds the available context size, try increasing it',
    type: 'exceed_context_size_error',
    n_prompt_tokens: 33120,
    n_ctx: 32768,
  },
});
const BIG = Array.from({ length: 900 }, (_, at) => `line ${at} of the log, nothing to see here`).join('\n');

export default mode({
  id: 'BY28',
  title: 'after a large file was read the server says once that the context is exceeded',
  at: 'executor',
  own: { contextWindow: 32_768 },
  before: { 'big.log': `${BIG}\n` },
  goal: 'Create a.txt with the single line "hello"; big.log tells nothing about it.',
  executor: [call('read_file', { path: 'big.log' }), FULL, WRITE, FINISH],
  verifier: [honest({ work: ['+hello'] })],
  after: HELLO,
});
