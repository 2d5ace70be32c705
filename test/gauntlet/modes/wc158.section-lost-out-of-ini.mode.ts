import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC158',
  title: 'loses a section on the way from INI to TOML',
  at: 'executor',
  goal: 'Convert app.ini to app.toml.',
  before: { 'app.ini': '[server]\nhost = localhost\nport = 80\n\n[log]\nlevel = debug\n' },
  executor: [
    attempt(call('write_file', { path: 'app.toml', content: '[server]\nhost = "localhost"\nport = 80\n' }), FINISH),
  ],
  fails: /log|level/,
  mostRequests: 60,
});
