import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE10B',
  title: 'a code fence that belongs to a document',
  at: 'executor',
  goal: 'Create doc.md.',
  executor: [call('write_file', { path: 'doc.md', content: '```sh\nls\n```\n' }), FINISH],
  after: { 'doc.md': '```sh\nls\n```\n' },
});
