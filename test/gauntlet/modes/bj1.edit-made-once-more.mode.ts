import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BJ1',
  title: 'an insertion whose edit is sent once more after it was made',
  at: 'executor',
  goal: 'In list.md add the item "- pears" below "- apples".',
  before: { 'list.md': '# Fruit\n- apples\n- plums\n' },
  executor: [
    attempt(
      call('edit_file', { path: 'list.md', old_str: '- apples', new_str: '- apples\n- pears' }),
      call('edit_file', { path: 'list.md', old_str: '- apples', new_str: '- apples\n- pears' }),
      finish('The item is in the list.'),
    ),
  ],
  after: { 'list.md': '# Fruit\n- apples\n- pears\n- plums\n' },
});
