import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'RT42',
  title: 'right work: the last step goes over what an earlier one has written, and finds nothing to mend',
  at: 'planner',
  goal: 'Add a CONTRIBUTING.md that says how to run the tests (npm test) and how to send changes (pull request against main).',
  before: { 'package.json': '{\n  "name": "x",\n  "scripts": { "test": "node --test" }\n}\n' },
  plan: [
    { id: 'look', description: 'Check the project for existing contribution guidelines' },
    {
      id: 'write',
      description: 'Create CONTRIBUTING.md',
      expected_outputs: ['CONTRIBUTING.md'],
      depends_on: ['look'],
      checks: ['test -s CONTRIBUTING.md'],
    },
    {
      id: 'review',
      description: 'Review CONTRIBUTING.md for spelling and completeness, fix problems',
      expected_outputs: ['CONTRIBUTING.md'],
      depends_on: ['write'],
    },
  ],
  executor: [
    bySubtask({
      look: attempt(call('shell_execute', { command: 'ls' }), finish('There is none.')),
      write: attempt(
        call('write_file', {
          path: 'CONTRIBUTING.md',
          content:
            '# Contributing\n\n- Run the tests with `npm test`.\n- Send your changes as a pull request against `main`.\n',
        }),
        finish('CONTRIBUTING.md is written.'),
      ),
      review: attempt(
        call('read_file', { path: 'CONTRIBUTING.md' }),
        finish('It is complete and has no spelling mistakes; nothing to fix.'),
      ),
    }),
  ],
  after: {
    'CONTRIBUTING.md':
      '# Contributing\n\n- Run the tests with `npm test`.\n- Send your changes as a pull request against `main`.\n',
  },
  mostRequests: 120,
});
