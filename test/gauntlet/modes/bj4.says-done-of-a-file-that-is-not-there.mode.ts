import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BJ4',
  title: 'an edit of a file that is not there, and "done" all the same',
  at: 'executor',
  goal: 'Let last return null for an empty list.',
  before: { 'list.js': 'export const last = (list) => list[list.length - 1];\n' },
  executor: [
    attempt(
      call('edit_file', { path: 'lists.js', old_str: 'list[list.length - 1]', new_str: 'list.at(-1) ?? null' }),
      finish('last returns null for an empty list.'),
      finish('It does not matter; last returns null for an empty list.'),
    ),
  ],
  fails: /no file was changed/,
});
