import { call, json } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'DA9',
  title: 'the subtasks are an object by id instead of a list',
  at: 'planner',
  goal: 'Write the word red to red.txt, then copy red.txt to copy.txt.',
  planner: [
    json({
      subtasks: {
        write: {
          description: 'Write the word red to red.txt',
          depends_on: [],
          acceptance_criteria: 'red.txt holds red',
        },
        copy: {
          description: 'Copy red.txt to copy.txt',
          depends_on: ['write'],
          acceptance_criteria: 'copy.txt is there',
        },
      },
    }),
  ],
  executor: [
    bySubtask({
      write: attempt(call('write_file', { path: 'red.txt', content: 'red\n' }), FINISH),
      copy: attempt(call('shell_execute', { command: 'cp red.txt copy.txt' }), FINISH),
    }),
  ],
  after: { 'red.txt': 'red\n', 'copy.txt': 'red\n' },
  fails: /plan/i,
});
