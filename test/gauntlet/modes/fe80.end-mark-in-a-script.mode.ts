import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE80',
  title: 'the end mark of a command stays in the script',
  at: 'executor',
  goal: 'Write run.sh, a shell script that prints hello.',
  executor: [attempt(call('write_file', { path: 'run.sh', content: '#!/bin/sh\necho hello\nEOF\n' }), FINISH)],
  after: { 'run.sh': '#!/bin/sh\necho hello\n' },
  fails: /run\.sh: it ends with the end mark/,
});
