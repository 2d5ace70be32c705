import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'UE3',
  title: 'a file name with umlauts and an emoji',
  at: 'executor',
  goal: 'Write the greeting.',
  executor: [call('write_file', { path: 'grüße/🔥 a.txt', content: 'ä\n' }), FINISH],
  after: { 'grüße/🔥 a.txt': 'ä\n' },
});
