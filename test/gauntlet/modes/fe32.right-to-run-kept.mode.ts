import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE32',
  title: 'an edit and a rewrite keep the right to be executed',
  at: 'executor',
  goal: 'Change the greeting in run.sh and in stop.sh from hi to hello.',
  before: { 'run.sh': '#!/bin/sh\necho hi\n', 'stop.sh': '#!/bin/sh\necho hi\n' },
  executor: [
    attempt(
      call('edit_file', { path: 'run.sh', old_str: 'hi', new_str: 'hello' }),
      call('write_file', { path: 'stop.sh', content: '#!/bin/sh\necho hello\n' }),
      FINISH,
    ),
  ],
  after: { 'run.sh': '#!/bin/sh\necho hello\n', 'stop.sh': '#!/bin/sh\necho hello\n' },
  executable: { before: ['run.sh', 'stop.sh'], after: ['run.sh', 'stop.sh'] },
});
