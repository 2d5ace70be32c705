import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BK13',
  title: 'a key of the front matter of a page stands below it',
  at: 'executor',
  goal: 'Add "tags: [news]" to the front matter of post.md.',
  before: { 'post.md': '---\ntitle: Spring\n---\n\nIt is warm.\n' },
  executor: [
    attempt(
      call('edit_file', { path: 'post.md', old_str: '---\n\nIt is', new_str: '---\ntags: [news]\n\nIt is' }),
      finish('All of it is done.'),
    ),
  ],
  fails: /tags|front matter|post\.md/,
  mostRequests: 80,
});
