import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BJ9',
  title: 'sections are gone where a word was to be another',
  at: 'executor',
  goal: 'In rules.md write "every morning" instead of "in the morning".',
  before: { 'rules.md': '# Rules\n\nWater in the morning.\n\n## Keys\n\nReturn the keys.\n' },
  executor: [
    attempt(
      call('write_file', { path: 'rules.md', content: '# Rules\n\nWater every morning.\n' }),
      finish('All of it is done.'),
    ),
  ],
  fails: /Keys/,
});
