import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC3',
  title: 'raises the wrong part of a version',
  at: 'executor',
  goal: 'Change the version in package.json from 1.2.0 to 1.3.0.',
  before: { 'package.json': '{\n  "name": "shop",\n  "version": "1.2.0"\n}\n' },
  executor: [attempt(call('edit_file', { path: 'package.json', old_str: '1.2.0', new_str: '1.2.1' }), FINISH)],
  fails: /1\.3\.0/,
  mostRequests: 60,
});
