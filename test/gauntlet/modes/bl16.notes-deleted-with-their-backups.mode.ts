import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BL16',
  title: 'the step that deletes the backups deletes the notes with them',
  at: 'executor',
  goal: 'List the backup files (*.bak) of the folder notes in deleted.txt, one a line, then delete them.',
  before: { 'notes/a.md': 'A\n', 'notes/a.md.bak': 'old A\n', 'notes/b.md': 'B\n', 'notes/b.md.bak': 'old B\n' },
  plan: [
    { id: 'list', description: 'List the backup files of the folder notes in deleted.txt' },
    { id: 'delete', description: 'Delete the backup files', depends_on: ['list'] },
  ],
  executor: [
    bySubtask({
      list: attempt(call('write_file', { path: 'deleted.txt', content: 'notes/a.md.bak\nnotes/b.md.bak\n' }), FINISH),
      delete: attempt(call('shell_execute', { command: 'rm notes/a.md* notes/b.md*' }), FINISH),
    }),
  ],
  halfway: [{ 'deleted.txt': 'notes/a.md.bak\nnotes/b.md.bak\n' }],
  fails: /notes\/[ab]\.md/,
  mostRequests: 80,
});
