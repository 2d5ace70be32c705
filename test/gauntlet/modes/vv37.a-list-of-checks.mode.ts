import { call, json, turnOf } from '#testing';
import { FINISH, mode } from '../mode.js';

/** Whoever looks sees that the first attempt is wrong. */
const isRight = (text: string): boolean => /^\W*yellow\W*$/m.test(text);

export default mode({
  id: 'VV37',
  title: 'answers with a bare list of checks, the first of them met',
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
        ? json([
            { check: 'a list', met: true },
            { check: 'the colours', met: true },
          ])
        : json([
            { check: 'a list', met: true },
            { check: 'the colours', met: false, observed: 'red, green' },
          ]);
    },
  ],
  after: { 'colours.txt': 'red\nyellow\nblue\n' },
});
