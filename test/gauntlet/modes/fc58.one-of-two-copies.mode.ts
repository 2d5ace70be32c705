import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FC58',
  title: 'a loop copies one of two files, the other is not there, and the last command ends well',
  at: 'executor',
  goal: 'Copy a.txt and b.txt into out/.',
  before: { 'a.txt': 'a\n' },
  executor: [
    attempt(
      call('shell_execute', { command: 'mkdir -p out; for f in a b; do cp $f.txt out/; done; echo done' }),
      FINISH,
    ),
  ],
  fails: /there is no b\.txt/,
});
