import { call } from '#testing';
import { FINISH, HELLO, mode, refusal, WRITE } from '../mode.js';

export default mode({
  id: 'CX5',
  title: "LM Studio's overflow",
  at: 'transport',
  own: { contextWindow: 16384 },
  before: { 'big.txt': 'a line of text that goes on and on\n'.repeat(200) },
  executor: [
    call('read_file', { path: 'big.txt' }),
    refusal(400, {
      error:
        'The number of tokens to keep from the initial prompt is greater than the context length (n_keep: 10247 >= n_ctx: 4096). Try to load the model with a larger context length.',
    }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
