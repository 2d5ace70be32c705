import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC38',
  title: 'the shell drops the byte order mark of a file',
  at: 'executor',
  goal: 'Change "one" to "two" in list.csv.',
  before: { 'list.csv': '\ufeffid,name\n1,one\n' },
  executor: [attempt(call('shell_execute', { command: "printf 'id,name\\n1,two\\n' > list.csv" }), FINISH)],
  after: { 'list.csv': '\ufeffid,name\n1,two\n' },
  fails: /byte order mark/,
  mostRequests: 60,
});
