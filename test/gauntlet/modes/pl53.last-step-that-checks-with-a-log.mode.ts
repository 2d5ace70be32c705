import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'PL53',
  title: 'a step that only checks is given a log, which nobody writes',
  at: 'planner',
  goal: 'backup.sh should keep only the newest five archives; the number belongs into a variable at the top of the script.',
  before: { 'backup.sh': '#!/bin/bash\nset -eu\ndest=$1\ntar czf "$dest/backup-$(date +%F).tar.gz" docs\n' },
  plan: [
    { id: 'read', description: 'Read backup.sh and note how it names the archives.', expected_outputs: ['notes.txt'] },
    {
      id: 'change',
      description: 'Change backup.sh so that it removes older archives.',
      expected_outputs: ['backup.sh'],
      depends_on: ['read'],
    },
    {
      id: 'verify',
      description: 'Verify the syntax of the script.',
      expected_outputs: ['test_output.log'],
      depends_on: ['change'],
      checks: ['bash -n backup.sh'],
    },
  ],
  executor: [
    bySubtask({
      read: attempt(
        call('read_file', { path: 'backup.sh' }),
        finish('Archives are called backup-DATE.tar.gz and lie in the folder of the first argument.'),
      ),
      change: attempt(
        call('read_file', { path: 'backup.sh' }),
        call('write_file', {
          path: 'backup.sh',
          content:
            '#!/bin/bash\nset -eu\nkeep=5\ndest=$1\ntar czf "$dest/backup-$(date +%F).tar.gz" docs\nls -1 "$dest"/backup-*.tar.gz | sort -r | tail -n +$((keep + 1)) | while read -r old; do\n  rm -- "$old"\ndone\n',
        }),
        finish('backup.sh keeps five, the variable is keep.'),
      ),
      verify: attempt(call('shell_execute', { command: 'bash -n backup.sh' }), finish('bash -n finds nothing.')),
    }),
  ],
  after: {
    'backup.sh':
      '#!/bin/bash\nset -eu\nkeep=5\ndest=$1\ntar czf "$dest/backup-$(date +%F).tar.gz" docs\nls -1 "$dest"/backup-*.tar.gz | sort -r | tail -n +$((keep + 1)) | while read -r old; do\n  rm -- "$old"\ndone\n',
  },
  mostRequests: 60,
});
