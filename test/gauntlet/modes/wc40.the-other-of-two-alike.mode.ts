import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC40',
  title: 'changes the other of two files that are alike',
  at: 'executor',
  goal: 'In config/prod.json set "debug" to false.',
  before: { 'config/prod.json': '{ "debug": true }\n', 'config/dev.json': '{ "debug": true }\n' },
  executor: [attempt(call('edit_file', { path: 'config/dev.json', old_str: 'true', new_str: 'false' }), FINISH)],
  fails: /prod\.json/,
  mostRequests: 60,
});
