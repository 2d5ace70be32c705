import { call, finish } from '#testing';
import { honest } from '../honest.js';
import { attempt, mode } from '../mode.js';

const ON_DISK = 'cafe\u0301.txt';
const SAID = 'caf\u00e9.txt';

export default mode({
  id: 'BY30',
  title: 'a name has its accent as a point of its own, and the model says it as one letter',
  at: 'executor',
  goal: `Append the line "tea" to ${ON_DISK}.`,
  before: { [ON_DISK]: 'coffee\n' },
  executor: [
    attempt(
      call('read_file', { path: SAID }),
      call('edit_file', { path: SAID, old_str: 'coffee\n', new_str: 'coffee\ntea\n' }),
      finish('The line is appended.'),
    ),
  ],
  verifier: [honest({ work: ['+tea'] })],
  after: { [ON_DISK]: 'coffee\ntea\n' },
  fails: /caf/,
  mostRequests: 80,
});
