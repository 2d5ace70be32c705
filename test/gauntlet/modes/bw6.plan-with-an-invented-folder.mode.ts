import { call } from '#testing';
import { honest } from '../honest.js';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BW6',
  title: 'the plan names the file in a folder that is not there, and a second file comes up',
  at: 'planner',
  goal: 'Add a function upper(s) to format.js, beside lower(s).',
  before: {
    'src/utils/format.js': 'exports.lower = (s) => s.toLowerCase();\n',
    'src/main.js': "const { lower } = require('./utils/format.js');\nconsole.log(lower('HI'));\n",
  },
  plan: [
    { id: 'work', description: 'Add the function upper(s) to utils/format.js', expected_outputs: ['utils/format.js'] },
  ],
  executor: [
    attempt(
      call('read_file', { path: 'utils/format.js' }),
      call('write_file', {
        path: 'utils/format.js',
        content: 'exports.lower = (s) => s.toLowerCase();\nexports.upper = (s) => s.toUpperCase();\n',
      }),
      FINISH,
    ),
  ],
  verifier: [honest({ work: ['+exports.upper'] })],
  fails: /format\.js/,
});
