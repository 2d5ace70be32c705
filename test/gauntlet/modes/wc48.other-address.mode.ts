import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC48',
  title: 'links to another address than the one given',
  at: 'executor',
  goal: 'Create links.md with a link to https://example.org/docs/start.',
  executor: [
    attempt(call('write_file', { path: 'links.md', content: '[Start](https://example.com/docs/start)\n' }), FINISH),
  ],
  fails: /example\.org/,
  mostRequests: 60,
});
