import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'CG5',
  title: 'a path that begins with the name of the workspace',
  at: 'executor',
  goal: 'put a file greet.txt here that says good morning',
  executor: [
    attempt(
      call('write_file', { path: 'my-project/greet.txt', content: 'good morning\n' }),
      finish('greet.txt is written.'),
    ),
  ],
  fails: /greet\.txt \(there is only my-project\/greet\.txt\)/,
});
