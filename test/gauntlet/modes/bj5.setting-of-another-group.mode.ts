import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BJ5',
  title: 'of two settings of one name that of the other group is set',
  at: 'executor',
  goal: 'Set the timeout of worker to 60 in app.yaml.',
  before: { 'app.yaml': 'web:\n  timeout: 30\nworker:\n  threads: 2\n  timeout: 30\n' },
  executor: [
    attempt(
      call('edit_file', { path: 'app.yaml', old_str: 'web:\n  timeout: 30', new_str: 'web:\n  timeout: 60' }),
      finish('All of it is done.'),
    ),
  ],
  fails: /worker/,
});
