import { call } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'FE31',
  title: 'the editor tool of another harness, with its commands',
  at: 'executor',
  executor: [call('str_replace_editor', { command: 'create', path: '/workspace/a.txt', file_text: 'hello\n' }), WORK],
  after: HELLO,
});
