import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC100',
  title: 'of two files that tell a version the one without an ending is left out',
  at: 'executor',
  goal: 'Update the version in package.json and in VERSION to 1.3.0.',
  before: { 'package.json': '{ "version": "1.2.0" }\n', VERSION: '1.2.0\n' },
  executor: [attempt(call('write_file', { path: 'package.json', content: '{ "version": "1.3.0" }\n' }), FINISH)],
  fails: /VERSION/,
  mostRequests: 60,
});
