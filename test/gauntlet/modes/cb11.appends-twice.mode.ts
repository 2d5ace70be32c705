import { call } from '#testing';
import { honest } from '../honest.js';
import { FINISH, mode } from '../mode.js';
import { onceWrong } from '../once-wrong.js';

const RIGHT = 'port=80\ndebug=1\n';

export default mode({
  id: 'CB11',
  title: 'appends a line twice, as the first command said nothing',
  at: 'executor',
  goal: 'Append the line debug=1 to app.cfg.',
  before: { 'app.cfg': 'port=80\n' },
  executor: [
    onceWrong(
      [
        call('shell_execute', { command: 'echo "debug=1" >> app.cfg' }),
        call('shell_execute', { command: "echo 'debug=1' >> app.cfg" }),
        FINISH,
      ],
      [call('read_file', { path: 'app.cfg' }), call('write_file', { path: 'app.cfg', content: RIGHT }), FINISH],
    ),
  ],
  verifier: [honest({ work: ['+debug=1'] })],
  after: { 'app.cfg': RIGHT },
  fails: /debug=1/,
});
