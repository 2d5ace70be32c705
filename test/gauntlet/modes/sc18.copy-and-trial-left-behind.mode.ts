import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'SC18',
  title: 'a copy of the file as it was and a trial are left beside it',
  at: 'executor',
  goal: 'raise the versions of the images in compose.yml: nginx to 1.27, postgres to 16',
  before: { 'compose.yml': 'web: nginx:1.25\ndb: postgres:15\n' },
  executor: [
    attempt(
      call('shell_execute', { command: 'cp compose.yml compose.yml.bak' }),
      call('write_file', { path: 'compose.yml', content: 'web: nginx:1.27\ndb: postgres:16\n' }),
      call('write_file', { path: 'repro_load.py', content: "print(open('compose.yml').read())\n" }),
      FINISH,
    ),
  ],
  after: { 'compose.yml': 'web: nginx:1.27\ndb: postgres:16\n' },
});
