import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

/** Characters that the server has room for. */
const ROOM = 14_000;

export default mode({
  id: 'CG18',
  title: 'a server that answers what is too long for it with nothing',
  at: 'transport',
  own: { contextWindow: 16384 },
  before: { 'big.txt': 'a line of text that goes on and on\n'.repeat(280) },
  executor: [
    ({ messages }) => {
      if (messages.reduce((sum, { content }) => sum + content.length, 0) > ROOM) return { text: '' };
      const results = messages.filter(({ role }) => role === 'tool').length;
      return results === 0 ? call('read_file', { path: 'big.txt' }) : results === 1 ? WRITE : FINISH;
    },
  ],
  after: HELLO,
});
