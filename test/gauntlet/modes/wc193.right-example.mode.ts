import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const RIGHT = `def is_even(n):
    return n % 2 == 0


def slug(text):
    return '-'.join(text.lower().split())
`;
export default mode({
  id: 'WC193',
  title: 'right work: functions that give what the goal has examples of',
  at: 'executor',
  goal: "Create words.py with the functions is_even and slug. is_even(3) is False, slug('  Hello World ') returns 'hello-world'.",
  executor: [attempt(call('write_file', { path: 'words.py', content: RIGHT }), FINISH)],
  after: { 'words.py': RIGHT },
});
