import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

const APPEND = call('shell_execute', { command: "printf '1.1\\n' >> versions.txt" });

export default mode({
  id: 'DA14',
  title: 'the server fails in the stream right after a call that must run only once',
  at: 'transport',
  goal: 'Append the line 1.1 to versions.txt.',
  before: { 'versions.txt': '1.0\n' },
  executor: [
    { ...APPEND, errorInStream: 'model runner has unexpectedly stopped, this may be due to resource limitations' },
    APPEND,
    FINISH,
  ],
  after: { 'versions.txt': '1.0\n1.1\n' },
});
