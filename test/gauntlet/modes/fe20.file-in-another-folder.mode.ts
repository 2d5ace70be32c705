import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE20',
  title: 'the file is written into another folder, and everybody is content',
  at: 'executor',
  executor: [call('write_file', { path: 'output/a.txt', content: 'hello\n' }), FINISH],
  fails: /a\.txt/,
  mostRequests: 60,
});
