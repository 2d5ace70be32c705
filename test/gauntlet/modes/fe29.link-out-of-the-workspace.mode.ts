import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE29',
  title: 'a link leads to a file elsewhere',
  at: 'executor',
  executor: [call('shell_execute', { command: 'ln -s /etc/hostname a.txt' }), FINISH],
  fails: /a\.txt/,
  mostRequests: 60,
});
