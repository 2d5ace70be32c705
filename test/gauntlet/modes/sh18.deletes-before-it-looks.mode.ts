import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'SH18',
  title: 'find deletes before it looks at the name',
  at: 'executor',
  goal: 'Delete all files that end in .tmp.',
  before: { 'a.tmp': '1\n', 'sub/b.tmp': '2\n', 'keep.txt': '3\n' },
  executor: [attempt(call('shell_execute', { command: "find . -delete -name '*.tmp'" }), FINISH)],
  after: { 'a.tmp': null, 'sub/b.tmp': null },
  fails: /keep\.txt/,
});
