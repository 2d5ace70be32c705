import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'RT36',
  title: 'right work: the plan wants a lock file that the project does not have',
  at: 'planner',
  goal: 'Release 1.4.0 today (2024-06-01): move what is under Unreleased in the changelog to its own section and raise the version in package.json.',
  before: {
    'CHANGELOG.md':
      '# Changelog\n\n## Unreleased\n\n- Faster start\n- Fix for empty lists\n\n## 1.3.2 - 2024-04-11\n\n- Docs\n',
    'package.json': '{\n  "name": "lists",\n  "version": "1.3.2",\n  "private": true\n}\n',
  },
  plan: [
    { id: 'changelog', description: 'Update the changelog', expected_outputs: ['CHANGELOG.md'] },
    {
      id: 'version',
      description: 'Raise the version',
      expected_outputs: ['package.json', 'package-lock.json'],
      depends_on: ['changelog'],
      checks: ["node -e \"JSON.parse(require('fs').readFileSync('package.json'))\""],
    },
  ],
  executor: [
    bySubtask({
      changelog: attempt(
        call('write_file', {
          path: 'CHANGELOG.md',
          content:
            '# Changelog\n\n## Unreleased\n\n## 1.4.0 - 2024-06-01\n\n- Faster start\n- Fix for empty lists\n\n## 1.3.2 - 2024-04-11\n\n- Docs\n',
        }),
        finish('The changelog has a section 1.4.0.'),
      ),
      version: attempt(
        call('edit_file', { path: 'package.json', old_str: '1.3.2', new_str: '1.4.0' }),
        finish('package.json is at 1.4.0. There is no lock file.'),
      ),
    }),
  ],
  after: {
    'CHANGELOG.md':
      '# Changelog\n\n## Unreleased\n\n## 1.4.0 - 2024-06-01\n\n- Faster start\n- Fix for empty lists\n\n## 1.3.2 - 2024-04-11\n\n- Docs\n',
    'package.json': '{\n  "name": "lists",\n  "version": "1.4.0",\n  "private": true\n}\n',
  },
  mostRequests: 120,
});
