import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BJ12',
  title: 'a command that was to be added stands in a remark alone',
  at: 'executor',
  goal: 'Add a command years to cli.py.',
  before: { 'cli.py': 'import sys\n\nprint(sys.argv)\n' },
  executor: [
    attempt(
      call('edit_file', { path: 'cli.py', old_str: 'import sys', new_str: '# years: prints all years\nimport sys' }),
      finish('All of it is done.'),
    ),
  ],
  fails: /remarks/,
});
