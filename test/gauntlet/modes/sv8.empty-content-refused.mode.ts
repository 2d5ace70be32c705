import { FINISH, HELLO, mode, refusal, WRITE } from '../mode.js';

export default mode({
  id: 'SV8',
  title: 'the server takes no empty content',
  at: 'transport',
  protocols: ['openai'],
  own: {},
  executor: [
    ({ body, messages }) =>
      (body['messages'] as { role: string; content: unknown }[]).some(({ content }) => content === '')
        ? refusal(400, { error: { message: 'message content must not be empty' } })
        : messages.some(({ role }) => role === 'tool')
          ? FINISH
          : WRITE,
  ],
  after: HELLO,
});
