import { call, plan } from '#testing';
import { bySubtask, FINISH, mode } from '../mode.js';
import { onceWrong } from '../once-wrong.js';

const steps = (seconds: number) =>
  plan([
    {
      id: 'timeout',
      description: `Set the timeout in client.ini to ${seconds} seconds.`,
      acceptance_criteria: `client.ini says timeout=${seconds}.`,
    },
    {
      id: 'doc',
      description: `Change the line about the timeout in README.md to "Timeout: ${seconds} s".`,
      acceptance_criteria: `README.md says "Timeout: ${seconds} s".`,
      depends_on: ['timeout'],
    },
  ]);
const [INI, DOC] = [call('read_file', { path: 'client.ini' }), call('read_file', { path: 'README.md' })];
const ini = (seconds: number) => call('write_file', { path: 'client.ini', content: `timeout=${seconds}\n` });
const doc = (seconds: number) =>
  call('write_file', { path: 'README.md', content: `Client\n\nTimeout: ${seconds} s\n` });

export default mode({
  id: 'CB21',
  title: 'the plan asks for another number than the goal, and every verdict passes it',
  at: 'planner',
  goal: 'Set the timeout in client.ini to 45 seconds, and change the line in README.md to "Timeout: 45 s".',
  before: { 'client.ini': 'timeout=10\n', 'README.md': 'Client\n\nTimeout: 10 s\n' },
  planner: [steps(30), steps(45)],
  executor: [
    bySubtask({
      timeout: onceWrong([INI, ini(30), FINISH], [INI, ini(45), FINISH]),
      doc: onceWrong([DOC, doc(30), FINISH], [DOC, doc(45), FINISH], 3),
    }),
  ],
  after: { 'client.ini': 'timeout=45\n', 'README.md': 'Client\n\nTimeout: 45 s\n' },
  fails: /45/,
});
