import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BL20',
  title: 'the version of the third step has two digits turned round',
  at: 'executor',
  goal: 'Release 2.1.0: set the version in package.json and src/version.js, and name it in README.md.',
  before: {
    'package.json': '{\n  "name": "kit",\n  "version": "2.0.3"\n}\n',
    'src/version.js': "export const VERSION = '2.0.3';\n",
    'README.md': '# Kit 2.0.3\n\nSmall tools.\n',
  },
  plan: [
    { id: 'manifest', description: 'Set the version in package.json' },
    { id: 'source', description: 'Set the version in src/version.js' },
    { id: 'readme', description: 'Name the new version in README.md' },
  ],
  executor: [
    bySubtask({
      manifest: attempt(call('edit_file', { path: 'package.json', old_str: '2.0.3', new_str: '2.1.0' }), FINISH),
      source: attempt(call('edit_file', { path: 'src/version.js', old_str: '2.0.3', new_str: '2.1.0' }), FINISH),
      readme: attempt(call('edit_file', { path: 'README.md', old_str: '2.0.3', new_str: '2.0.1' }), FINISH),
    }),
  ],
  halfway: [
    {
      'package.json': '{\n  "name": "kit",\n  "version": "2.1.0"\n}\n',
      'src/version.js': "export const VERSION = '2.1.0';\n",
    },
  ],
  fails: /2\.[01]\.[01]|README/,
  mostRequests: 100,
});
