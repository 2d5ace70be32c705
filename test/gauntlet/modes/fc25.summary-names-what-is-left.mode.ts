import { call } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'FC25',
  title: 'the summary lists what is still to do',
  at: 'executor',
  goal: 'Create b.md with a section on pears and a section on plums.',
  executor: [
    attempt(
      call('write_file', { path: 'b.md', content: '# Pears\n\nPears are sweet.\n' }),
      call('finish', { summary: 'Wrote the section on pears. Still to do: the section on plums.', status: 'done' }),
    ),
  ],
  fails: /plums|still|summary/i,
});
