import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'FE75',
  title: 'copies a file as it was shown, with the note that it was cut',
  at: 'executor',
  goal: 'Create copy.txt with the same text as list.txt.',
  before: { 'list.txt': 'item\n'.repeat(9000) },
  executor: [
    attempt(
      call('read_file', { path: 'list.txt' }),
      call('write_file', {
        path: 'copy.txt',
        content: `${'item\n'.repeat(2000)}[lines 1 to 2000 of 9000; go on with line_start=2001]\n`,
      }),
      finish('It is done.'),
    ),
  ],
  after: { 'copy.txt': 'item\n'.repeat(9000) },
  fails: /copy\.txt/,
});
