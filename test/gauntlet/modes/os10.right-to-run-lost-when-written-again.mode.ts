import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'OS10',
  title: 'a script is deleted and written again, and may not be executed any more',
  at: 'executor',
  goal: 'Change the greeting in run.sh from hi to hello.',
  before: { 'run.sh': '#!/bin/sh\necho hi\n' },
  executor: [
    attempt(
      call('delete_file', { path: 'run.sh' }),
      call('write_file', { path: 'run.sh', content: '#!/bin/sh\necho hello\n' }),
      FINISH,
    ),
  ],
  after: { 'run.sh': '#!/bin/sh\necho hello\n' },
  executable: { before: ['run.sh'], after: ['run.sh'] },
});
