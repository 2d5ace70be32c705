import { call } from '#testing';
import { attempt, FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'SH16',
  title: 'a generator is sent to the background, and the work called done',
  at: 'executor',
  goal: 'Run gen.js so that it writes a.txt.',
  before: { 'gen.js': "setTimeout(() => require('fs').writeFileSync('a.txt', 'hello\\n'), 1500);\n" },
  executor: [attempt(call('shell_execute', { command: 'node gen.js > /dev/null 2>&1 &' }), FINISH)],
  after: HELLO,
  fails: /a\.txt/,
});
