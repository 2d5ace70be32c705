import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BX10',
  title: 'all occurrences are replaced, and one belongs to a section nobody spoke of',
  at: 'executor',
  goal: 'In cfg.ini set port in the section [db] to 5433.',
  before: { 'cfg.ini': '[web]\nhost = w1\nport = 5432\n\n[db]\nhost = d1\nport = 5432\n' },
  executor: [
    attempt(
      call('read_file', { path: 'cfg.ini' }),
      call('edit_file', { path: 'cfg.ini', old_str: 'port = 5432', new_str: 'port = 5433', replace_all: true }),
      FINISH,
    ),
  ],
  fails: /web|cfg\.ini|section/i,
  mostRequests: 60,
});
