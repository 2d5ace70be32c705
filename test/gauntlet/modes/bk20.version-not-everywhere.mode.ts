import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BK20',
  title: 'a version is raised in one of three places',
  at: 'executor',
  goal: 'Bump the version from 1.9.0 to 2.0.0 everywhere.',
  before: {
    'package.json': '{\n  "name": "kit",\n  "version": "1.9.0"\n}\n',
    'src/version.py': 'VERSION = "1.9.0"\n',
    'README.md': '# kit 1.9.0\n',
  },
  executor: [
    attempt(
      call('edit_file', { path: 'package.json', old_str: '1.9.0', new_str: '2.0.0' }),
      finish('All of it is done.'),
    ),
  ],
  fails: /version\.py|README|1\.9\.0/,
  mostRequests: 80,
});
