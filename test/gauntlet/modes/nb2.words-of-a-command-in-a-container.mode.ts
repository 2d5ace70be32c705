import { call } from '#testing';
import { honest } from '../honest.js';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'NB2',
  title: 'a command is sent as the list of its words, to a shell by the name another harness has for it',
  at: 'executor',
  goal: 'Create hello.txt that says hello.',
  executor: [attempt(call('container.exec', { cmd: ['bash', '-lc', 'echo hello > hello.txt'] }), FINISH)],
  verifier: [honest({ work: [/\+hello/] })],
  after: { 'hello.txt': 'hello\n' },
});
