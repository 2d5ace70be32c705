import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'RS3',
  title: 'the second try goes into a copy beside the file',
  at: 'executor',
  goal: 'Change the title of index.html to "Book Shop".',
  before: { 'index.html': '<title>Home</title>\n' },
  executor: [
    call('edit_file', { path: 'index.html', old_str: 'Home', new_str: 'Bookshop' }),
    FINISH,
    attempt(call('write_file', { path: 'index-new.html', content: '<title>Book Shop</title>\n' }), FINISH),
  ],
  fails: /Book Shop|index\.html/,
  mostRequests: 60,
});
