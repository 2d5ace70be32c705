import { call } from '#testing';
import { attempt, bySubtask, FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'MP10',
  title: 'the first step does the second one along',
  at: 'planner',
  plan: [
    { id: 'create', description: 'Create the file a.txt.' },
    { id: 'fill', description: 'Write the single line "hello" to a.txt.', depends_on: ['create'] },
  ],
  executor: [
    bySubtask({ create: attempt(WRITE, FINISH), fill: attempt(call('read_file', { path: 'a.txt' }), WRITE, FINISH) }),
  ],
  after: HELLO,
});
