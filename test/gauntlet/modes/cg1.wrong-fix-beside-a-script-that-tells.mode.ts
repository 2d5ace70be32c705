import { call } from '#testing';
import { mode, FINISH } from '../mode.js';

export default mode({
  id: 'CG1',
  title: 'a wrong fix whose failing test is swallowed, then the right one',
  at: 'executor',
  goal: 'sum.js is broken, make npm test pass',
  before: {
    'sum.js': 'module.exports = (a, b) => a - b;\n',
    'test.js': "if (require('./sum.js')(2, 3) !== 5) {\n  console.error('FAIL');\n  process.exit(1);\n}\n",
    'package.json': '{"name": "x", "version": "1.0.0", "scripts": {"test": "node test.js"}}\n',
  },
  executor: [
    call('edit_file', { path: 'sum.js', old_str: 'a - b', new_str: 'a * b' }),
    call('shell_execute', { command: 'npm test || true' }),
    FINISH,
    call('edit_file', { path: 'sum.js', old_str: 'a - b', new_str: 'a + b' }),
    call('shell_execute', { command: 'npm test' }),
    FINISH,
  ],
  after: { 'sum.js': 'module.exports = (a, b) => a + b;\n' },
  fails: /npm test/,
});
