import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const HEAD = '# Changelog\n\n## Unreleased\n\n';
const REST = '## 1.0.0\n\n- First release\n';
const DONE = `${HEAD}- Fix login\n- Add dark mode\n\n${REST}`;

export default mode({
  id: 'BL1',
  title: 'the first step adds both entries, the second adds its entry again',
  at: 'executor',
  goal: 'Add the entries "Fix login" and "Add dark mode" to CHANGELOG.md under Unreleased.',
  before: { 'CHANGELOG.md': HEAD + REST },
  plan: [
    { id: 'login', description: 'Add the entry "Fix login" to CHANGELOG.md under Unreleased' },
    {
      id: 'dark',
      description: 'Add the entry "Add dark mode" to CHANGELOG.md under Unreleased',
      depends_on: ['login'],
    },
  ],
  executor: [
    bySubtask({
      login: attempt(
        call('edit_file', { path: 'CHANGELOG.md', old_str: HEAD, new_str: `${HEAD}- Fix login\n- Add dark mode\n\n` }),
        FINISH,
      ),
      dark: attempt(
        call('shell_execute', { command: "sed -i 's/^- Fix login$/&\\n- Add dark mode/' CHANGELOG.md" }),
        FINISH,
      ),
    }),
  ],
  after: { 'CHANGELOG.md': DONE },
  halfway: [{ 'CHANGELOG.md': DONE }],
  fails: /CHANGELOG\.md|dark mode/,
  mostRequests: 80,
});
