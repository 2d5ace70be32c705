import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE21',
  title: 'the file is written in other case, and everybody is content',
  at: 'executor',
  executor: [call('write_file', { path: 'A.TXT', content: 'hello\n' }), FINISH],
  fails: /a\.txt/,
  mostRequests: 60,
});
