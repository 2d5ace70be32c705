import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC59',
  title: 'duplicate lines should go; one stays',
  at: 'executor',
  goal: 'Remove the duplicate lines from list.txt.',
  before: { 'list.txt': 'a\nb\na\nc\nb\n' },
  executor: [attempt(call('write_file', { path: 'list.txt', content: 'a\nb\nc\nb\n' }), FINISH)],
  after: { 'list.txt': 'a\nb\nc\n' },
  fails: /list\.txt/,
});
