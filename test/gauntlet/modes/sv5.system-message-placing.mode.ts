import { answer } from '#testing';
import { FINISH, HELLO, mode, refusal, WRITE } from '../mode.js';

export default mode({
  id: 'SV5',
  title: 'a server that takes one system message, at the beginning',
  at: 'transport',
  executor: [
    ({ messages }, n) =>
      messages.filter(({ role }) => role === 'system').length > 1 ||
      messages.slice(1).some(({ role }) => role === 'system')
        ? refusal(400, {
            error: { message: 'System message must be at the beginning.', type: 'BadRequestError', code: 400 },
          })
        : n === 0
          ? answer('I will do it now.')
          : n === 1
            ? WRITE
            : FINISH,
  ],
  after: HELLO,
});
