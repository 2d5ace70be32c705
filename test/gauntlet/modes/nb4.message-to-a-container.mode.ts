import { answer } from '#testing';
import { honest } from '../honest.js';
import { attempt, FINISH, mode } from '../mode.js';

const COMMAND = '{"cmd":["bash","-lc","echo hello > hello.txt"],"timeout_ms":10000,"yield_time_ms":1000}';

export default mode({
  id: 'NB4',
  title: 'a leaked channel sends a command to the shell of a container, with a time in milliseconds',
  at: 'executor',
  goal: 'Create hello.txt that says hello.',
  executor: [attempt(answer(`<|channel|>commentary to=container.exec code<|message|>${COMMAND}<|call|>`), FINISH)],
  verifier: [honest({ work: [/\+hello/] })],
  after: { 'hello.txt': 'hello\n' },
});
