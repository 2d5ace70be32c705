import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE56',
  title: 'a file with mixed line ends',
  at: 'executor',
  goal: 'In hosts.txt change the address of db to 10.0.0.9.',
  before: { 'hosts.txt': 'web 10.0.0.1\ndb 10.0.0.2\r\ncache 10.0.0.3\n' },
  executor: [
    attempt(
      call('read_file', { path: 'hosts.txt' }),
      call('edit_file', { path: 'hosts.txt', old_str: 'db 10.0.0.2\ncache', new_str: 'db 10.0.0.9\ncache' }),
      call('edit_file', { path: 'hosts.txt', old_str: '10.0.0.2', new_str: '10.0.0.9' }),
      FINISH,
    ),
  ],
  after: { 'hosts.txt': 'web 10.0.0.1\ndb 10.0.0.9\r\ncache 10.0.0.3\n' },
});
