import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'MP1',
  title: 'a step writes the file of the step before anew and loses its line',
  at: 'executor',
  goal: 'Create list.txt with the line "one". Then add the line "two" to list.txt.',
  plan: [
    { id: 'first', description: 'Create list.txt with the line "one".' },
    { id: 'second', description: 'Add the line "two" to list.txt.', depends_on: ['first'] },
  ],
  executor: [
    bySubtask({
      first: attempt(call('write_file', { path: 'list.txt', content: 'one\n' }), FINISH),
      second: attempt(call('write_file', { path: 'list.txt', content: 'two\n' }), FINISH),
    }),
  ],
  after: { 'list.txt': 'one\ntwo\n' },
  halfway: [{ 'list.txt': 'one\n' }],
  fails: /list\.txt/,
  mostRequests: 60,
});
