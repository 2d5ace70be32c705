import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'CG15',
  title: 'a right script that copies a file and is executable',
  at: 'executor',
  goal: 'backup.sh that copies data.txt to data.txt.old, make it executable',
  before: { 'data.txt': 'd\n' },
  executor: [
    attempt(
      call('write_file', { path: 'backup.sh', content: '#!/bin/sh\nset -e\ncp data.txt data.txt.old\n' }),
      call('shell_execute', { command: 'chmod +x backup.sh' }),
      finish('backup.sh is executable.'),
    ),
  ],
  after: { 'backup.sh': '#!/bin/sh\nset -e\ncp data.txt data.txt.old\n' },
});
