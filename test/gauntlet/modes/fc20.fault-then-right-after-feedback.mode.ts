import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'FC20',
  title: 'wrong first, right after what the check says',
  at: 'executor',
  plan: [{ id: 'work', description: 'Create a.txt with the single line "hello".', checks: ['grep -qx hello a.txt'] }],
  executor: [
    ({ messages }) =>
      messages.some(({ role }) => role === 'tool')
        ? FINISH
        : /did not pass/.test(messages[1]?.content ?? '')
          ? WRITE
          : call('write_file', { path: 'a.txt', content: 'helo\n' }),
  ],
  after: HELLO,
  mostRequests: 30,
});
