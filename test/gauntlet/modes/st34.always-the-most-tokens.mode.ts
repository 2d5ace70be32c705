import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'ST34',
  title: 'the server counts max_tokens for every answer',
  at: 'transport',
  own: {},
  executor: [
    ({ messages }) => ({
      ...(messages.some(({ role }) => role === 'tool') ? FINISH : WRITE),
      usage: { promptTokens: 900, completionTokens: 4096 },
    }),
  ],
  after: HELLO,
  fails: /token|cut|length/i,
});
