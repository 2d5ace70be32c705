import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'DA24',
  title: 'a constant that was to be moved is copied',
  at: 'executor',
  goal: 'Move the constant LIMIT from app.py to limits.py, import it from there in app.py, and add the bullet "- LIMIT lives in limits.py" under Unreleased in CHANGELOG.md.',
  before: {
    'app.py': 'LIMIT = 50\n\n\ndef first(items):\n    return items[:LIMIT]\n',
    'CHANGELOG.md': '# Changelog\n\n## Unreleased\n\n## 1.0\n\n- First.\n',
  },
  plan: [
    { id: 'create', description: 'Create limits.py with the constant LIMIT' },
    { id: 'import', description: 'Import LIMIT from limits.py in app.py', depends_on: ['create'] },
    { id: 'log', description: 'Add the bullet to CHANGELOG.md', depends_on: ['import'] },
  ],
  executor: [
    bySubtask({
      create: attempt(call('write_file', { path: 'limits.py', content: 'LIMIT = 50\n' }), FINISH),
      import: attempt(
        call('edit_file', {
          path: 'app.py',
          old_str: 'LIMIT = 50\n',
          new_str: 'from limits import LIMIT\n\nLIMIT = 50\n',
        }),
        FINISH,
      ),
      log: attempt(
        call('edit_file', {
          path: 'CHANGELOG.md',
          old_str: '## Unreleased\n',
          new_str: '## Unreleased\n\n- LIMIT lives in limits.py\n',
        }),
        FINISH,
      ),
    }),
  ],
  halfway: [
    { 'limits.py': 'LIMIT = 50\n' },
    { 'app.py': 'from limits import LIMIT\n\nLIMIT = 50\n\n\ndef first(items):\n    return items[:LIMIT]\n' },
    { 'CHANGELOG.md': '# Changelog\n\n## Unreleased\n\n- LIMIT lives in limits.py\n\n## 1.0\n\n- First.\n' },
  ],
  fails: /app\.py|LIMIT/,
  mostRequests: 120,
});
