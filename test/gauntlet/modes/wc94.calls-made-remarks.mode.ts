import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC94',
  title: 'calls that were to go become remarks',
  at: 'executor',
  goal: 'Remove all print statements from main.py.',
  before: { 'main.py': 'print("start")\nrun()\nprint("end")\n' },
  executor: [
    attempt(call('write_file', { path: 'main.py', content: '# print("start")\nrun()\n# print("end")\n' }), FINISH),
  ],
  fails: /print/,
  mostRequests: 60,
});
