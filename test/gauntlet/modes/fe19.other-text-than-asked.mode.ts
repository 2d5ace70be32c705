import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE19',
  title: 'the file holds other text than the goal quotes, and everybody is content',
  at: 'executor',
  executor: [
    ({ messages }) =>
      messages.some(({ role }) => role === 'tool')
        ? FINISH
        : call('write_file', { path: 'a.txt', content: 'goodbye\n' }),
  ],
  fails: /hello/,
  mostRequests: 60,
});
