import { call } from '#testing';
import { mode, FINISH } from '../mode.js';

export default mode({
  id: 'FC40',
  title: 'the code under test ends the process before anything is asserted',
  at: 'executor',
  goal: 'Fix add.js so that `node test.js` passes.',
  before: {
    'add.js': 'exports.add = (a, b) => a - b;\n',
    'test.js': "const { add } = require('./add.js');\nif (add(2, 3) !== 5) throw new Error('wrong sum');\n",
  },
  plan: [
    { id: 'work', description: 'Fix add.js.', acceptance_criteria: 'node test.js passes.', checks: ['node test.js'] },
  ],
  executor: [
    call('write_file', { path: 'add.js', content: 'process.exit(0);\nexports.add = (a, b) => a - b;\n' }),
    FINISH,
    call('write_file', { path: 'add.js', content: 'exports.add = (a, b) => a + b;\n' }),
    FINISH,
  ],
  after: { 'add.js': 'exports.add = (a, b) => a + b;\n' },
});
