import { call } from '#testing';
import { attempt, bySubtask, FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'MP11',
  title: 'a step that only makes the file, which the next one fills',
  at: 'planner',
  plan: [
    { id: 'create', description: 'Create an empty file a.txt.' },
    { id: 'fill', description: 'Write the single line "hello" to a.txt.', depends_on: ['create'] },
  ],
  executor: [
    bySubtask({
      create: attempt(call('write_file', { path: 'a.txt', content: '' }), FINISH),
      fill: attempt(WRITE, FINISH),
    }),
  ],
  after: HELLO,
});
