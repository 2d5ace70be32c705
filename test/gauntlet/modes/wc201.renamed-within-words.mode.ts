import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

const renamed = (text: string): ReturnType<typeof call> => call('write_file', { path: 'calc.py', content: text });

export default mode({
  id: 'WC201',
  title: 'a short name is replaced within longer ones as well',
  at: 'executor',
  goal: 'Rename the variable x to y in calc.py.',
  before: { 'calc.py': 'x = 1\nprint(max(x, 2))\n' },
  executor: [
    call('edit_file', { path: 'calc.py', old_str: 'x', new_str: 'y', replace_all: true }),
    FINISH,
    renamed('y = 1\nprint(max(y, 2))\n'),
    FINISH,
  ],
  after: { 'calc.py': 'y = 1\nprint(max(y, 2))\n' },
});
