import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC1',
  title: 'another number than the goal names, in the right place',
  at: 'executor',
  goal: 'Set "port" to 8080 in config.json.',
  before: { 'config.json': '{\n  "host": "localhost",\n  "port": 3000\n}\n' },
  executor: [attempt(call('edit_file', { path: 'config.json', old_str: '3000', new_str: '8000' }), FINISH)],
  fails: /8080/,
  mostRequests: 60,
});
