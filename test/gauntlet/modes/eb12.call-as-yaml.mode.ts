import { answer } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'EB12',
  title: 'a call as a block of YAML',
  at: 'executor',
  executor: [
    answer('```yaml\ntool: write_file\narguments:\n  path: a.txt\n  content: |\n    hello\n```'),
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
