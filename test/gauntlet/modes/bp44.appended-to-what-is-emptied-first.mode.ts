import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BP44',
  title: 'the shell empties a file before it is read',
  at: 'executor',
  goal: 'Append the content of b.txt to a.txt.',
  before: { 'a.txt': 'one\ntwo\n', 'b.txt': 'three\n' },
  executor: [
    attempt(call('shell_execute', { command: 'cat a.txt b.txt > a.txt; true' }), finish('All of it is done.')),
  ],
  fails: /a\.txt/,
});
