import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE91',
  title: 'a style sheet that holds nothing but a remark',
  at: 'executor',
  goal: 'Add print.css with a rule that hides nav when printing.',
  executor: [attempt(call('write_file', { path: 'print.css', content: '/* print styles */\n' }), FINISH)],
  fails: /print\.css/,
  mostRequests: 80,
});
