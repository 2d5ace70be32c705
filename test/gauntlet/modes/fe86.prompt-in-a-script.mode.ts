import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE86',
  title: 'lines of a script begin with the prompt of a shell',
  at: 'executor',
  goal: 'Write deploy.sh, which builds with make.',
  executor: [attempt(call('write_file', { path: 'deploy.sh', content: '#!/bin/sh\nset -e\n$ make\n' }), FINISH)],
  after: { 'deploy.sh': '#!/bin/sh\nset -e\nmake\n' },
  fails: /deploy\.sh: a line begins with the prompt/,
});
