import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC35',
  title: 'a script is to be executable and is not',
  at: 'executor',
  goal: 'Create run.sh that prints hi and make it executable.',
  executor: [attempt(call('write_file', { path: 'run.sh', content: '#!/bin/sh\necho hi\n' }), FINISH)],
  after: { 'run.sh': '#!/bin/sh\necho hi\n' },
  executable: { before: [], after: ['run.sh'] },
  fails: /executable/,
  mostRequests: 60,
});
