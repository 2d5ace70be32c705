import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BU34',
  title: 'the lines of one file that are not in another: one of them is in both',
  at: 'executor',
  goal: 'Write the lines of all.txt that are not in done.txt to open.txt.',
  before: { 'all.txt': 'wash\ncook\nread\n', 'done.txt': 'cook\n' },
  executor: [
    attempt(
      call('read_file', { path: 'all.txt' }),
      call('read_file', { path: 'done.txt' }),
      call('write_file', { path: 'open.txt', content: 'wash\ncook\nread\n' }),
      FINISH,
    ),
  ],
  fails: /open\.txt/,
});
