import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC45',
  title: 'another title than the one quoted',
  at: 'executor',
  goal: 'Change the title of index.html to "Book Shop".',
  before: { 'index.html': '<html><head><title>Home</title></head></html>\n' },
  executor: [attempt(call('edit_file', { path: 'index.html', old_str: 'Home', new_str: 'Bookstore' }), FINISH)],
  fails: /Book Shop/,
  mostRequests: 60,
});
