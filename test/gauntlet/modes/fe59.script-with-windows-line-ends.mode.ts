import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE59',
  title: 'a script with CRLF line ends',
  at: 'executor',
  goal: 'Create run.sh that prints hello.',
  executor: [attempt(call('write_file', { path: 'run.sh', content: '#!/bin/bash\r\necho hello\r\n' }), FINISH)],
  after: { 'run.sh': '#!/bin/bash\necho hello\n' },
  fails: /run\.sh/,
});
