import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'FE36',
  title: 'a folder is wanted where a file is',
  at: 'executor',
  before: { docs: 'a file\n' },
  executor: [call('write_file', { path: 'docs/a.txt', content: 'hello\n' }), WRITE, FINISH],
  after: HELLO,
});
