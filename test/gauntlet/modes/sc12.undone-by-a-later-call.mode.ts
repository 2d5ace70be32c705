import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'SC12',
  title: 'a later call puts the old text back',
  at: 'executor',
  goal: 'Change the title of index.html to "Book Shop".',
  before: { 'index.html': '<html><head><title>Home</title></head></html>\n' },
  executor: [
    attempt(
      call('edit_file', { path: 'index.html', old_str: 'Home', new_str: 'Book Shop' }),
      call('shell_execute', { command: "sed -i 's/Book Shop/Home/' index.html; echo x > .done" }),
      FINISH,
    ),
  ],
  fails: /Book Shop/,
  mostRequests: 60,
});
