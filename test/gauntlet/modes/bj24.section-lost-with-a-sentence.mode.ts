import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BJ24',
  title: 'the rewrite of a document for one sentence loses a section',
  at: 'executor',
  goal: 'Say in rules.md that we water each day.',
  before: { 'rules.md': '# Rules\n\n## Water\n\nWater in the morning.\n\n## Keys\n\nReturn the keys.\n' },
  executor: [
    attempt(
      call('read_file', { path: 'rules.md' }),
      call('write_file', { path: 'rules.md', content: '# Rules\n\n## Water\n\nWater each day, in the morning.\n' }),
      finish('The rules say so now.'),
    ),
  ],
  fails: /## Keys/,
});
