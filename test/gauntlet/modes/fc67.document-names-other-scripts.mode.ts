import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FC67',
  title: 'a document names scripts that nobody wrote',
  at: 'executor',
  goal: 'document in README.md how to run scripts/backup.sh and scripts/restore.sh',
  before: {
    'README.md': '# Stack\n',
    'scripts/backup.sh': 'tar cf b.tar data\n',
    'scripts/restore.sh': 'tar xf "$1"\n',
  },
  executor: [
    attempt(
      call('read_file', { path: 'README.md' }),
      call('write_file', {
        path: 'README.md',
        content: '# Stack\n\nRun `python scripts/backup.py`, and `python scripts/restore.py FILE` to play it back.\n',
      }),
      FINISH,
    ),
  ],
  fails: /README\.md does not name scripts\/backup\.sh/,
  mostRequests: 80,
});
