import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC37',
  title: 'the shell turns every line ending of a file',
  at: 'executor',
  goal: 'Change "one" to "two" in dos.txt.',
  before: { 'dos.txt': 'one\r\nb\r\nc\r\n' },
  executor: [attempt(call('shell_execute', { command: "printf 'two\\nb\\nc\\n' > dos.txt" }), FINISH)],
  after: { 'dos.txt': 'two\r\nb\r\nc\r\n' },
  fails: /line ending/,
  mostRequests: 60,
});
