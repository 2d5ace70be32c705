import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC70',
  title: 'the translation stops in the middle',
  at: 'executor',
  goal: 'Translate page.md to German, keeping all headings.',
  before: { 'page.md': '# Pears\n\nPears are sweet.\n\n# Plums\n\nPlums are blue.\n\n# Figs\n\nFigs are soft.\n' },
  executor: [
    attempt(
      call('read_file', { path: 'page.md' }),
      call('write_file', { path: 'page.md', content: '# Birnen\n\nBirnen sind süß.\n' }),
      FINISH,
    ),
  ],
  fails: /page\.md/,
});
