import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC52',
  title: 'the content is named without quotes, and is another',
  at: 'executor',
  goal: 'Create greeting.txt containing the text: Good morning',
  executor: [attempt(call('write_file', { path: 'greeting.txt', content: 'Good evening\n' }), FINISH)],
  fails: /Good morning/,
  mostRequests: 60,
});
