import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const files = [
  { path: 'a.txt', content: 'one\n' },
  { path: 'b.txt', content: 'two\n' },
];

export default mode({
  id: 'TA45',
  title: 'one call of write_file with a list of files',
  at: 'executor',
  goal: 'Create a.txt with the line "one" and b.txt with the line "two".',
  executor: [attempt(call('write_file', { files }), FINISH)],
  after: { 'a.txt': 'one\n', 'b.txt': 'two\n' },
  mostRequests: 7,
});
