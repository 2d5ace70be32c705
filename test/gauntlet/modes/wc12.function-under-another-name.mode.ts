import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC12',
  title: 'the function has another name',
  at: 'executor',
  goal: 'Add a function called slugify to text.py.',
  before: { 'text.py': 'def shout(t):\n    return t.upper()\n' },
  executor: [
    attempt(
      call('edit_file', {
        path: 'text.py',
        old_str: '    return t.upper()\n',
        new_str: '    return t.upper()\n\n\ndef make_slug(t):\n    return t.lower()\n',
      }),
      FINISH,
    ),
  ],
  fails: /slugify/,
  mostRequests: 60,
});
