import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FC60',
  title: 'a variable that was exported in another command is empty in the file',
  at: 'executor',
  goal: 'Set NAME to demo and write "name=demo" to out.txt.',
  executor: [
    call('shell_execute', { command: 'export NAME=demo' }),
    call('shell_execute', { command: 'echo "name=$NAME" > out.txt' }),
    FINISH,
    call('write_file', { path: 'out.txt', content: 'name=demo\n' }),
    FINISH,
  ],
  after: { 'out.txt': 'name=demo\n' },
});
