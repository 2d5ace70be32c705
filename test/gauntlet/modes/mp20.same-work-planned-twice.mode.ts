import { call } from '#testing';
import { mode, FINISH, attempt, bySubtask } from '../mode.js';

export default mode({
  id: 'MP20',
  title: 'the same file planned twice under different words',
  at: 'planner',
  goal: 'Create config.json with {"port": 8080}.',
  plan: [
    {
      id: 'config',
      description: 'Create config.json with the port 8080.',
      expected_outputs: ['config.json'],
      acceptance_criteria: 'config.json holds port 8080.',
    },
    {
      id: 'settings',
      description: 'Write the configuration file config.json that contains the port 8080.',
      depends_on: ['config'],
      expected_outputs: ['config.json'],
      acceptance_criteria: 'The configuration contains port 8080.',
    },
  ],
  executor: [
    bySubtask({
      config: attempt(call('write_file', { path: 'config.json', content: '{"port": 8080}\n' }), FINISH),
      settings: attempt(call('write_file', { path: 'config.json', content: '{"port": 8080}\n' }), FINISH),
    }),
  ],
  after: { 'config.json': '{"port": 8080}\n' },
});
