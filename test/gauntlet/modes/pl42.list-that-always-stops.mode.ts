import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'PL42',
  title: 'the list of steps always stops behind its first step',
  at: 'planner',
  goal: 'Create a.txt with the single line "a" and b.txt with the single line "b".',
  planner: [{ text: '{"subtasks": [{"id": "a", "description": "Create a.txt with the single line \\"a\\"."}, ' }],
  executor: [
    attempt(
      call('write_file', { path: 'a.txt', content: 'a\n' }),
      call('write_file', { path: 'b.txt', content: 'b\n' }),
      FINISH,
    ),
  ],
  after: { 'a.txt': 'a\n', 'b.txt': 'b\n' },
});
