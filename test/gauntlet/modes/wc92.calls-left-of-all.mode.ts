import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC92',
  title: 'two of three calls are removed, and all were to go',
  at: 'executor',
  goal: 'Remove all console.log statements from app.js.',
  before: { 'app.js': 'start();\nconsole.log(1);\nload();\nconsole.log(2);\nshow();\nconsole.log(3);\n' },
  executor: [
    attempt(call('write_file', { path: 'app.js', content: 'start();\nload();\nshow();\nconsole.log(3);\n' }), FINISH),
  ],
  fails: /console\.log/,
  mostRequests: 60,
});
