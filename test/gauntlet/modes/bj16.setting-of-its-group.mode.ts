import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BJ16',
  title: 'a setting of a group is set, and a key is added to another',
  at: 'executor',
  goal: 'Set the timeout of worker to 60 and add retries: 3 to web in app.yaml.',
  before: { 'app.yaml': 'web:\n  timeout: 30\nworker:\n  threads: 2\n  timeout: 30\n' },
  executor: [
    attempt(
      call('edit_file', {
        path: 'app.yaml',
        old_str: 'threads: 2\n  timeout: 30',
        new_str: 'threads: 2\n  timeout: 60',
      }),
      call('edit_file', { path: 'app.yaml', old_str: 'web:\n', new_str: 'web:\n  retries: 3\n' }),
      finish('All of it is done.'),
    ),
  ],
  after: { 'app.yaml': 'web:\n  retries: 3\n  timeout: 30\nworker:\n  threads: 2\n  timeout: 60\n' },
});
