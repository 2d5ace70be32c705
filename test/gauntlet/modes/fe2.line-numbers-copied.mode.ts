import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE2',
  title: 'line numbers copied from the reading tool',
  at: 'executor',
  goal: 'Make f in m.py return 2.',
  before: { 'm.py': 'import os\n\n\ndef f():\n    return 1\n' },
  executor: [
    call('edit_file', {
      path: 'm.py',
      old_str: '     4\tdef f():\n     5\t    return 1',
      new_str: '     4\tdef f():\n     5\t    return 2',
    }),
    FINISH,
  ],
  after: { 'm.py': 'import os\n\n\ndef f():\n    return 2\n' },
});
