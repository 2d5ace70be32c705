import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE28',
  title: 'a folder bears the name of the file',
  at: 'executor',
  executor: [call('shell_execute', { command: 'mkdir a.txt && echo hello > a.txt/a.txt' }), FINISH],
  fails: /a\.txt/,
  mostRequests: 60,
});
