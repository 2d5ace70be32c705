import { call, json, turnOf } from '#testing';
import { FINISH, mode } from '../mode.js';

/** Whoever looks sees that the first attempt is wrong. */
const isRight = (text: string): boolean => /^\W*yellow\W*$/m.test(text);

export default mode({
  id: 'VV36',
  title: 'judges each criterion and says nothing of the whole',
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
        ? json({
            criteria: [
              { criterion: 'a list', passed: true },
              { criterion: 'the colours', passed: true },
            ],
          })
        : json({
            criteria: [
              { criterion: 'a list', passed: true },
              { criterion: 'the colours', passed: false, reason: 'yellow and blue are missing' },
            ],
          });
    },
  ],
  after: { 'colours.txt': 'red\nyellow\nblue\n' },
});
