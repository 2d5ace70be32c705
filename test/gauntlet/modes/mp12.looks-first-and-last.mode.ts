import { call } from '#testing';
import { attempt, bySubtask, FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'MP12',
  title: 'a step that looks, one that works, one that verifies',
  at: 'planner',
  plan: [
    { id: 'look', description: 'Inspect the workspace and list its files.' },
    { id: 'work', description: 'Create a.txt with the single line "hello".', depends_on: ['look'] },
    { id: 'verify', description: 'Verify that a.txt holds the single line "hello".', depends_on: ['work'] },
  ],
  executor: [
    bySubtask({
      look: attempt(call('list_directory', {}), FINISH),
      work: attempt(WRITE, FINISH),
      verify: attempt(call('read_file', { path: 'a.txt' }), FINISH),
    }),
  ],
  after: HELLO,
});
