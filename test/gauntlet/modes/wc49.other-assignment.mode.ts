import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC49',
  title: 'a setting is written with another value',
  at: 'executor',
  goal: 'Create settings.py with DEBUG = False and PORT = 8080.',
  executor: [attempt(call('write_file', { path: 'settings.py', content: 'DEBUG = True\nPORT = 8080\n' }), FINISH)],
  fails: /DEBUG/,
  mostRequests: 60,
});
