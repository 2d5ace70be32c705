import { call, json } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'PL28',
  title: 'steps that depend on "previous"',
  at: 'planner',
  goal: 'Create a.txt with the line "one". Then append the line "two" to a.txt.',
  planner: [
    json({
      subtasks: [
        { id: 'first', description: 'Create a.txt with the line "one".', depends_on: [] },
        { id: 'second', description: 'Append the line "two" to a.txt.', depends_on: ['previous'] },
      ],
    }),
  ],
  executor: [
    bySubtask({
      first: attempt(call('write_file', { path: 'a.txt', content: 'one\n' }), FINISH),
      second: attempt(call('shell_execute', { command: 'test -f a.txt && echo two >> a.txt' }), FINISH),
    }),
  ],
  after: { 'a.txt': 'one\ntwo\n' },
});
