import { call, turnOf } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'SH14',
  title: "the plan's check ends in an echo of its exit code",
  at: 'verifier',
  goal: 'Make value.js export the answer that check.js wants.',
  before: {
    'check.js': "if (require('./value.js') !== 42) {\n  console.log('1 failed');\n  process.exit(1);\n}\n",
    'value.js': 'module.exports = 0;\n',
  },
  plan: [
    {
      id: 'work',
      description: 'Make value.js export what is wanted.',
      acceptance_criteria: 'The check succeeds.',
      checks: ['node check.js; echo "exit code: $?"'],
    },
  ],
  executor: [
    (request, n) =>
      turnOf(request) > 0
        ? FINISH
        : call('write_file', { path: 'value.js', content: `module.exports = ${n === 0 ? 41 : 42};\n` }),
  ],
  after: { 'value.js': 'module.exports = 42;\n' },
});
