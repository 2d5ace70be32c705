import { accept, call, reject, textOf } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const CONFIG = '{\n  "name": "tea",\n  "debug": false\n}\n';
export default mode({
  id: 'VV62',
  title: 'the verifier misses a change in the settings that nobody asked for, and the executor makes it',
  at: 'verifier',
  goal: 'Add a heading "Usage" at the end of README.md.',
  before: { 'README.md': '# Tea\n', 'config.json': CONFIG },
  executor: [
    (request) => {
      const told = textOf(request).includes('config.json should');
      return attempt(
        call('edit_file', { path: 'README.md', old_str: '# Tea\n', new_str: '# Tea\n\n## Usage\n' }),
        told ? call('edit_file', { path: 'config.json', old_str: '"debug": false', new_str: '"debug": true' }) : FINISH,
        FINISH,
      )(request, 0);
    },
  ],
  verifier: [
    (request) =>
      textOf(request).includes('+  "debug": true')
        ? accept()
        : reject('The heading is there, but config.json should switch debug to true as well.'),
  ],
  after: { 'README.md': '# Tea\n\n## Usage\n', 'config.json': CONFIG },
  fails: /config\.json/,
});
