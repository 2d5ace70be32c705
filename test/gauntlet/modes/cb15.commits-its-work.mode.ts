import { call } from '#testing';
import { honest } from '../honest.js';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';
import { onceWrong } from '../once-wrong.js';

const COMMIT =
  'git init -q . && git add -A && git -c user.name=dev -c user.email=dev@example.org commit -qm "Add a.txt"';

export default mode({
  id: 'CB15',
  title: 'makes the folder a repository and commits its work, unasked',
  at: 'executor',
  executor: [
    onceWrong(
      [WRITE, call('shell_execute', { command: COMMIT }), FINISH],
      [WRITE, call('shell_execute', { command: 'rm -rf .git; ls -A' }), FINISH],
    ),
  ],
  verifier: [honest({ work: ['+hello'] })],
  after: HELLO,
  fails: /\.git|commit/,
});
