import { call } from '#testing';
import { FINISH, mode, WRITE } from '../mode.js';

export default mode({
  id: 'FC4B',
  title: 'one of two expected outputs',
  at: 'executor',
  plan: [{ id: 'work', description: 'Write the greetings.', expected_outputs: ['a.txt', 'b.txt'] }],
  executor: [WRITE, FINISH, call('write_file', { path: 'b.txt', content: 'two\n' }), WRITE, FINISH],
  after: { 'a.txt': 'hello\n', 'b.txt': 'two\n' },
  check: ({ prompt }) => [[/b\.txt/.test(prompt('executor', 2)), 'what is missing is not told']],
});
