import { FINISH, HELLO, mode, refusal, WRITE } from '../mode.js';

export default mode({
  id: 'CX11',
  title: 'the prompt is too long, in the words of other servers',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    WRITE,
    refusal(422, {
      error:
        'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 20000. Given: 19500 `inputs` tokens and 4096 `max_new_tokens`',
      error_type: 'validation',
    }),
    refusal(400, {
      error: { message: 'Prompt length 19500 is greater than max_seq_len 16000', type: 'BadRequestError' },
    }),
    FINISH,
  ],
  after: HELLO,
});
