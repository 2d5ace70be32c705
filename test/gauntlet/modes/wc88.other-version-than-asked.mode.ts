import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC88',
  title: 'another version than asked',
  at: 'executor',
  goal: 'Upgrade lodash to 4.17.21 in package.json.',
  before: { 'package.json': '{\n  "dependencies": {\n    "lodash": "4.17.15"\n  }\n}\n' },
  executor: [attempt(call('edit_file', { path: 'package.json', old_str: '4.17.15', new_str: '4.17.20' }), FINISH)],
  fails: /lodash|4\.17\.21|package\.json/,
});
