import { call } from '#testing';
import { honest } from '../honest.js';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'NB1',
  title: 'a shell script holds a blank that does not break, so that its command is not found',
  at: 'executor',
  goal: 'Create run.sh, a shell script that prints hello.',
  executor: [attempt(call('write_file', { path: 'run.sh', content: '#!/bin/sh\necho\u00a0hello\n' }), FINISH)],
  verifier: [honest({ work: [/\+echo\shello/] })],
  after: { 'run.sh': '#!/bin/sh\necho hello\n' },
  fails: /run\.sh/,
});
