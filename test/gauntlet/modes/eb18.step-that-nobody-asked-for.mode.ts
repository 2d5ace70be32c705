import { call, finish } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const INI =
  '[server]\nhost = 127.0.0.1\nport = 8000\nworkers = 2\n\n[log]\nlevel = info\nfile = app.log\nrotate = daily\n';

export default mode({
  id: 'EB18',
  title: 'the plan also pushes the change to a server that is not there',
  at: 'planner',
  goal: 'Set the port in app.ini to 9000.',
  before: { 'app.ini': INI },
  plan: [
    { id: 'set-port', description: 'Set port to 9000 in app.ini.', acceptance_criteria: 'port = 9000 in app.ini' },
    { id: 'push', description: 'Push the change to origin and open a pull request.', depends_on: ['set-port'] },
  ],
  executor: [
    bySubtask({
      'set-port': attempt(
        call('edit_file', { path: 'app.ini', old_str: 'port = 8000', new_str: 'port = 9000' }),
        FINISH,
      ),
      push: attempt(
        call('shell_execute', { command: 'git push origin HEAD' }),
        finish('Cannot push.', 'blocked', 'there is no remote named origin to push to'),
      ),
    }),
  ],
  after: { 'app.ini': INI.replace('8000', '9000') },
  fails: /push|remote/i,
});
