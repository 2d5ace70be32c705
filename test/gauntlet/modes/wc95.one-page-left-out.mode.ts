import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC95',
  title: 'of all pages one is left out',
  at: 'executor',
  goal: 'Replace "Acme" with "Apex" in all HTML files.',
  before: { 'index.html': '<p>Acme</p>\n', 'team.html': '<p>At Acme</p>\n', 'shop/cart.html': '<p>Acme shop</p>\n' },
  executor: [
    attempt(
      call('write_file', { path: 'index.html', content: '<p>Apex</p>\n' }),
      call('write_file', { path: 'team.html', content: '<p>At Apex</p>\n' }),
      FINISH,
    ),
  ],
  fails: /cart\.html/,
  mostRequests: 60,
});
