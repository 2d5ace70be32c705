import { call, turnOf } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'SH15',
  title: 'the check of the plan ends in "|| true", and a criterion speaks of it',
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
      acceptance_criteria: 'node check.js succeeds.',
      checks: ['node check.js || true'],
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
