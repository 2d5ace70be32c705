import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FC56',
  title: 'the only command was held back since it would delete everything, and the work is said to be done',
  at: 'executor',
  goal: 'Delete the build folder.',
  before: { 'build/x.o': 'x\n', 'src/main.c': 'int main(void) { return 0; }\n' },
  executor: [attempt(call('shell_execute', { command: 'rm -rf build *' }), FINISH)],
  fails: /not run/,
});
