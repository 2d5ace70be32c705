import { call, finish } from '#testing';
import { honest } from '../honest.js';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'BY16',
  title: 'a command goes into a folder and the next one counts on being there, in a plan of two steps',
  at: 'executor',
  goal: 'Create docs/intro.txt with the line "intro" and then docs/usage.txt with the line "usage".',
  before: { 'docs/index.txt': 'index\n' },
  plan: [
    {
      id: 'intro',
      description: 'Create docs/intro.txt with the line "intro".',
      acceptance_criteria: 'docs/intro.txt holds intro.',
    },
    {
      id: 'usage',
      description: 'Create docs/usage.txt with the line "usage".',
      depends_on: ['intro'],
      acceptance_criteria: 'docs/usage.txt holds usage.',
    },
  ],
  executor: [
    bySubtask({
      intro: attempt(
        call('shell_execute', { command: 'cd docs' }),
        call('shell_execute', { command: 'echo intro > intro.txt' }),
        finish('docs/intro.txt is there.'),
      ),
      usage: attempt(
        call('shell_execute', { command: 'cd docs && echo usage > usage.txt' }),
        finish('docs/usage.txt is there.'),
      ),
    }),
  ],
  verifier: [honest({ intro: ['+intro'], usage: ['+usage'] })],
  after: { 'docs/intro.txt': 'intro\n', 'docs/usage.txt': 'usage\n' },
  fails: /docs\/intro\.txt|intro\.txt/,
  mostRequests: 80,
});
