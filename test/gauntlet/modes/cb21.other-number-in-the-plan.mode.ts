import { call, plan, textOf, turnOf } from '#testing';
import { bySubtask, FINISH, mode, type Step } from '../mode.js';

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
/** As the step says. */
const written =
  (path: string, text: (seconds: string) => string): Step =>
  (request) => {
    const step = textOf(request).split('# Your subtask')[1] ?? '';
    const seconds = /(?:to |Timeout: )(\d+) s/.exec(step)?.[1] ?? '';
    const turns = [call('read_file', { path }), call('write_file', { path, content: text(seconds) })];
    return turns[turnOf(request)] ?? FINISH;
  };

export default mode({
  id: 'CB21',
  title: 'the plan asks for another number than the goal, and every verdict passes it',
  at: 'planner',
  goal: 'Set the timeout in client.ini to 45 seconds, and change the line in README.md to "Timeout: 45 s".',
  before: { 'client.ini': 'timeout=10\n', 'README.md': 'Client\n\nTimeout: 10 s\n' },
  planner: [steps(30), steps(45)],
  executor: [
    bySubtask({
      timeout: written('client.ini', (seconds) => `timeout=${seconds}\n`),
      doc: written('README.md', (seconds) => `Client\n\nTimeout: ${seconds} s\n`),
    }),
  ],
  after: { 'client.ini': 'timeout=45\n', 'README.md': 'Client\n\nTimeout: 45 s\n' },
  fails: /45/,
});
