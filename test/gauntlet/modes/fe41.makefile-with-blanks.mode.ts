import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE41',
  title: 'a Makefile whose recipes begin with spaces',
  at: 'executor',
  goal: 'Create a Makefile with a target build that runs "tsc".',
  executor: [
    call('write_file', { path: 'Makefile', content: 'build:\n    tsc\n' }),
    FINISH,
    call('write_file', { path: 'Makefile', content: 'build:\n\ttsc\n' }),
    FINISH,
  ],
  after: { Makefile: 'build:\n\ttsc\n' },
});
