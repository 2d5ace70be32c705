import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC2',
  title: 'a text where the goal names a boolean',
  at: 'executor',
  goal: 'Set "debug" to false in config.json.',
  before: { 'config.json': '{\n  "debug": true,\n  "port": 3000\n}\n' },
  executor: [attempt(call('edit_file', { path: 'config.json', old_str: 'true', new_str: '"false"' }), FINISH)],
  fails: /debug/,
  mostRequests: 60,
});
