import { call, json } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const list = JSON.stringify([
  { id: 1, description: 'Write data.json', depends_on: 'None' },
  { id: 2, description: 'Copy data.json to backup/data.json', depends_on: '1' },
]);

export default mode({
  id: 'PL46',
  title: 'the list of steps is JSON in a string',
  at: 'planner',
  goal: 'Write data.json, which holds the list of the numbers 1, 2 and 3, and copy it to backup/data.json.',
  planner: [json({ subtasks: list })],
  executor: [
    bySubtask({
      'step-1': attempt(call('write_file', { path: 'data.json', content: '[1, 2, 3]\n' }), FINISH),
      'step-2': attempt(call('shell_execute', { command: 'mkdir -p backup && cp data.json backup/' }), FINISH),
    }),
  ],
  after: { 'data.json': '[1, 2, 3]\n', 'backup/data.json': '[1, 2, 3]\n' },
});
