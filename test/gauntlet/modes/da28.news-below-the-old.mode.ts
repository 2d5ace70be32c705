import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const NEW = '## 1.4.0\n\n- Faster start\n';

export default mode({
  id: 'DA28',
  title: 'in a release of four steps the new heading stands below the old one',
  at: 'executor',
  goal: 'Release 1.4.0: set the version in package.json and in src/version.ts, add "## 1.4.0" with the bullet "- Faster start" above "## 1.3.2" in CHANGELOG.md, and let README.md say 1.4.0.',
  before: {
    'package.json': '{\n  "name": "tick",\n  "version": "1.3.2"\n}\n',
    'src/version.ts': "export const VERSION = '1.3.2';\n",
    'CHANGELOG.md': '# Changes\n\n## 1.3.2\n\n- Fewer errors\n',
    'README.md': '# tick\n\nThe current version is 1.3.2.\n',
  },
  plan: [
    { id: 'package', description: 'Set the version in package.json to 1.4.0' },
    { id: 'source', description: 'Set VERSION in src/version.ts to 1.4.0', depends_on: ['package'] },
    { id: 'changes', description: 'Add the heading 1.4.0 to CHANGELOG.md', depends_on: ['source'] },
    { id: 'readme', description: 'Let README.md say 1.4.0', depends_on: ['changes'] },
  ],
  executor: [
    bySubtask({
      package: attempt(call('edit_file', { path: 'package.json', old_str: '1.3.2', new_str: '1.4.0' }), FINISH),
      source: attempt(call('edit_file', { path: 'src/version.ts', old_str: '1.3.2', new_str: '1.4.0' }), FINISH),
      changes: attempt(
        call('write_file', { path: 'CHANGELOG.md', content: `# Changes\n\n## 1.3.2\n\n- Fewer errors\n\n${NEW}` }),
        FINISH,
      ),
      readme: attempt(call('edit_file', { path: 'README.md', old_str: '1.3.2', new_str: '1.4.0' }), FINISH),
    }),
  ],
  halfway: [
    { 'package.json': '{\n  "name": "tick",\n  "version": "1.4.0"\n}\n' },
    { 'src/version.ts': "export const VERSION = '1.4.0';\n" },
    { 'README.md': '# tick\n\nThe current version is 1.4.0.\n' },
  ],
  fails: /CHANGELOG|1\.3\.2/,
  mostRequests: 160,
});
