import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FC57',
  title: 'the plan makes up the value that was to be looked up, and it is written',
  at: 'planner',
  goal: 'Read config.json and write the port it holds to port.txt, as a single line.',
  before: { 'config.json': '{\n  "port": 4711\n}\n' },
  plan: [
    { id: 'look', description: 'Read config.json; the port is 8080', acceptance_criteria: 'the port is known' },
    {
      id: 'save',
      description: 'Write 8080 to port.txt',
      depends_on: ['look'],
      acceptance_criteria: 'port.txt holds the port',
    },
  ],
  executor: [
    bySubtask({
      look: attempt(call('read_file', { path: 'config.json' }), FINISH),
      save: attempt(call('write_file', { path: 'port.txt', content: '8080\n' }), FINISH),
    }),
  ],
  fails: /port\.txt holds nothing of what config\.json holds/,
});
