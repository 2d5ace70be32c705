import { FINISH, HELLO, mode, refusal, WRITE } from '../mode.js';

export default mode({
  id: 'SV7',
  title: 'only user and assistant roles are taken',
  at: 'transport',
  own: {},
  executor: [
    ({ messages }) =>
      messages.some(({ role }) => role === 'tool')
        ? refusal(400, { error: { message: 'Only user and assistant roles are supported!' } })
        : messages.some(({ content }) => content.includes('created a.txt'))
          ? FINISH
          : WRITE,
  ],
  after: HELLO,
});
