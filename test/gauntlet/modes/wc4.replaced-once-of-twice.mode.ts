import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC4',
  title: 'replaces one of two places',
  at: 'executor',
  goal: 'Replace every "colour" with "color" in guide.md.',
  before: { 'guide.md': '# The colour guide\n\nEach colour has a name.\n' },
  executor: [attempt(call('edit_file', { path: 'guide.md', old_str: 'The colour', new_str: 'The color' }), FINISH)],
  fails: /colour/,
  mostRequests: 60,
});
