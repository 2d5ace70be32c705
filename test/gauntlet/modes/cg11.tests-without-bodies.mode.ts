import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'CG11',
  title: 'tests whose bodies are empty',
  at: 'executor',
  goal: 'write sum.test.js with tests for sum.js',
  before: { 'sum.js': 'module.exports = (a, b) => a + b;\n' },
  executor: [
    attempt(
      call('write_file', {
        path: 'sum.test.js',
        content: "const sum = require('./sum.js');\ntest('adds', () => {});\ntest('takes negatives', () => {});\n",
      }),
      finish('Tests are written.'),
    ),
  ],
  fails: /all its tests are empty/,
});
