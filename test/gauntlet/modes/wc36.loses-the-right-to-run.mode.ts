import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC36',
  title: 'a script is written anew and can no longer be executed',
  at: 'executor',
  goal: 'Change the greeting in run.sh from hi to hello.',
  before: { 'run.sh': '#!/bin/sh\necho hi\n' },
  executor: [
    attempt(call('shell_execute', { command: "rm run.sh; printf '#!/bin/sh\\necho hello\\n' > run.sh" }), FINISH),
  ],
  after: { 'run.sh': '#!/bin/sh\necho hello\n' },
  executable: { before: ['run.sh'], after: ['run.sh'] },
  fails: /run\.sh/,
  mostRequests: 60,
});
