import { call, json, turnOf } from '#testing';
import { FINISH, mode } from '../mode.js';

/** Whoever looks sees that the first attempt is wrong. */
const isRight = (text: string): boolean => /^\W*yellow\W*$/m.test(text);

export default mode({
  id: 'VV35',
  title: 'gives its verdict in a word, and its issues as the reason',
  at: 'verifier',
  goal: 'Make colours.txt list the three primary colours of painting, one a line.',
  executor: [
    (request, n) =>
      turnOf(request) > 0
        ? FINISH
        : call('write_file', { path: 'colours.txt', content: n === 0 ? 'red\ngreen\n' : 'red\nyellow\nblue\n' }),
  ],
  verifier: [
    (request) => {
      const right = isRight(
        request.messages
          .filter(({ role }) => role !== 'assistant')
          .map(({ content }) => content)
          .join('\n'),
      );
      return right
        ? json({ verdict: 'PASS', score: 9, reason: 'All three are there.' })
        : json({ verdict: 'FAIL', score: 3, reason: 'yellow and blue are missing' });
    },
  ],
  after: { 'colours.txt': 'red\nyellow\nblue\n' },
});
