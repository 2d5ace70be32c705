import { call } from '#testing';
import { mode, FINISH } from '../mode.js';

export default mode({
  id: 'FC42',
  title: 'claims that the command of the goal passes, and it does not',
  at: 'executor',
  goal: 'Fix add.js so that `node test.js` passes.',
  before: {
    'add.js': 'exports.add = (a, b) => a - b;\n',
    'test.js': "const { add } = require('./add.js');\nif (add(2, 3) !== 5) throw new Error('wrong sum');\n",
  },
  executor: [
    call('edit_file', { path: 'add.js', old_str: 'a - b', new_str: 'b - a' }),
    call('finish', { summary: 'I ran node test.js and all tests pass.', status: 'done' }),
    call('write_file', { path: 'add.js', content: 'exports.add = (a, b) => a + b;\n' }),
    FINISH,
  ],
  after: { 'add.js': 'exports.add = (a, b) => a + b;\n' },
});
