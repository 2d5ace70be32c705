import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC71',
  title: 'a script that should be executable is not',
  at: 'executor',
  goal: 'Create an executable shell script run.sh that prints hello.',
  executor: [
    call('write_file', { path: 'run.sh', content: '#!/bin/sh\necho hello\n' }),
    FINISH,
    call('shell_execute', { command: "printf '#!/bin/sh\\necho hello\\n' > run.sh && chmod +x run.sh" }),
    FINISH,
  ],
  after: { 'run.sh': '#!/bin/sh\necho hello\n' },
  executable: { before: [], after: ['run.sh'] },
});
