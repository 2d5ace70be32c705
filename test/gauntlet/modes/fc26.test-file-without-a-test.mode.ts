import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FC26',
  title: 'a test file without a test',
  at: 'executor',
  goal: 'Write tests for calc.js in calc.test.js.',
  before: { 'calc.js': 'exports.add = (a, b) => a + b;\n' },
  executor: [attempt(call('write_file', { path: 'calc.test.js', content: '// Tests for calc.js go here\n' }), FINISH)],
  fails: /calc\.test\.js|test/,
});
