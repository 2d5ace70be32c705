import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC174',
  title: 'a line is added, and its remark stays',
  at: 'executor',
  goal: 'Uncomment the line "#debug=true" in app.conf.',
  before: { 'app.conf': 'port=1\n#debug=true\n' },
  executor: [attempt(call('write_file', { path: 'app.conf', content: 'port=1\n#debug=true\ndebug=true\n' }), FINISH)],
  fails: /debug=true/,
  mostRequests: 60,
});
