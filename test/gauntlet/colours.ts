import { call, turnOf, type ScriptedAnswer } from '#testing';
import { FINISH, type Files, type Step } from './mode.js';

/*
 * Work whose first attempt is visibly wrong and whose second is right, for verifiers that look and answer in forms of
 * their own.
 */

const FIRST = 'red\ngreen\n';
const COLOURS = 'red\nyellow\nblue\n';

export const PAINTED: Files = { 'colours.txt': COLOURS };

/** The goal, and the worker who mends the file when told. */
export const painting = {
  goal: 'Make colours.txt list the three primary colours of painting, one a line.',
  executor: [
    (request, n) =>
      turnOf(request) > 0 ? FINISH : call('write_file', { path: 'colours.txt', content: n === 0 ? FIRST : COLOURS }),
  ] as [Step],
};

/** Says `right` of the colours, and `wrong` of anything else. */
export const judging = (right: ScriptedAnswer, wrong: ScriptedAnswer): [Step] => [
  ({ messages }) => {
    const shown = messages.filter(({ role }) => role !== 'assistant').map(({ content }) => content);
    return /^\W*yellow\W*$/m.test(shown.join('\n')) ? right : wrong;
  },
];
