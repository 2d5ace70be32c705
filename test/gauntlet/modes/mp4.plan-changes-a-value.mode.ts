import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'MP4',
  title: 'the plan copies a value wrongly out of the goal',
  at: 'planner',
  goal: 'Set "port" to 8080 in config.json.',
  before: { 'config.json': '{ "port": 3000 }\n' },
  plan: [{ id: 'work', description: 'Set "port" to 8000 in config.json.' }],
  executor: [attempt(call('edit_file', { path: 'config.json', old_str: '3000', new_str: '8000' }), FINISH)],
  after: { 'config.json': '{ "port": 8080 }\n' },
  fails: /8080/,
  mostRequests: 60,
});
