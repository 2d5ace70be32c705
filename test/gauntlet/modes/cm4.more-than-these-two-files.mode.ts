import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const CHANGES = '# 0.9.3\n\n- fixes\n';

export default mode({
  id: 'CM4',
  title: 'a third file changes where at most two may',
  at: 'executor',
  goal: 'Bump the minor version in pyproject.toml and setup.cfg, at most these two files may change. Current is 0.9.3.',
  before: {
    'pyproject.toml': '[project]\nname = "kite"\nversion = "0.9.3"\n',
    'setup.cfg': '[metadata]\nversion = 0.9.3\n',
    'CHANGES.md': CHANGES,
  },
  executor: [
    attempt(
      call('edit_file', { path: 'pyproject.toml', old_str: '0.9.3', new_str: '0.10.0' }),
      call('edit_file', { path: 'setup.cfg', old_str: '0.9.3', new_str: '0.10.0' }),
      call('write_file', { path: 'CHANGES.md', content: `# 0.10.0\n\n${CHANGES}` }),
      FINISH,
    ),
  ],
  fails: /the goal names only pyproject\.toml, setup\.cfg: CHANGES\.md/,
});
