import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'FC70',
  title: 'a step only says what the user wants in a file, and the verifier passes it',
  at: 'executor',
  goal: 'Put the errors of app.txt into a file of their own and set debug to false in config.ini.',
  before: { 'app.txt': 'ERROR disk full\nok\nERROR no net\n', 'config.ini': 'debug = true\n' },
  plan: [
    { id: 'errors', description: 'Find the errors in app.txt.', expected_outputs: ['errors.txt'] },
    {
      id: 'set',
      description: 'Set debug to false in config.ini.',
      expected_outputs: ['config.ini'],
      depends_on: ['errors'],
    },
  ],
  executor: [
    bySubtask({
      errors: attempt(call('read_file', { path: 'app.txt' }), finish('Two errors: disk full and no net.')),
      set: attempt(
        call('edit_file', { path: 'config.ini', old_str: 'true', new_str: 'false' }),
        finish('debug is false.'),
      ),
    }),
  ],
  fails: /errors\.txt/,
  mostRequests: 60,
});
