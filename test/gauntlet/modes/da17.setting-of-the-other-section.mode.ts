import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'DA17',
  title: 'a setting is changed in the section that was not meant',
  at: 'executor',
  goal: 'Set timeout to 30 in the section [client] of config.ini.',
  before: { 'config.ini': '[server]\nport = 80\ntimeout = 5\n\n[client]\nretries = 2\ntimeout = 5\n' },
  executor: [
    attempt(
      call('read_file', { path: 'config.ini' }),
      call('edit_file', {
        path: 'config.ini',
        old_str: 'port = 80\ntimeout = 5',
        new_str: 'port = 80\ntimeout = 30',
      }),
      FINISH,
    ),
  ],
  fails: /client|config\.ini|timeout/,
  mostRequests: 80,
});
