import { accept, call, json, turnOf } from '#testing';
import { FINISH, mode } from '../mode.js';

/** Whoever looks sees that the first attempt is wrong. */
const isRight = (text: string): boolean => /^\W*yellow\W*$/m.test(text);

export default mode({
  id: 'VV32',
  title: 'passes, and suggests what must be done before it can pass',
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
        ? accept()
        : json({
            passed: true,
            issues: [],
            confidence: 0.9,
            suggestion: 'Yellow and blue are missing; they must be added before this can be accepted.',
          });
    },
  ],
  fails: /no verifier could say|missing/i,
  halfway: [{ 'colours.txt': 'red\nyellow\nblue\n' }],
});
