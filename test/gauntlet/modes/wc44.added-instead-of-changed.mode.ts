import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC44',
  title: 'adds the new value and leaves the old one',
  at: 'executor',
  goal: 'Change PORT from 3000 to 8080 in app.env.',
  before: { 'app.env': 'HOST=localhost\nPORT=3000\n' },
  executor: [
    attempt(call('write_file', { path: 'app.env', content: 'HOST=localhost\nPORT=3000\nPORT=8080\n' }), FINISH),
  ],
  fails: /3000/,
  mostRequests: 60,
});
