import { FINISH, HELLO, mode, refusal, WRITE } from '../mode.js';

export default mode({
  id: 'CX4',
  title: 'prompt and answer together are too long',
  at: 'transport',
  protocols: ['openai'],
  own: { contextWindow: 6048 },
  executor: [
    WRITE,
    refusal(400, {
      object: 'error',
      message:
        "This model's maximum context length is 6048 tokens. However, you requested 6616 tokens (4568 in the messages, 2048 in the completion). Please reduce the length of the messages or completion.",
      code: 400,
    }),
    FINISH,
  ],
  after: HELLO,
  check: ({ of }) => [[Number(of('executor')[2]?.body['max_tokens']) <= 1480, 'the answer was not made shorter']],
});
