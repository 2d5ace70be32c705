import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'TF56',
  title: 'the call written as YAML',
  at: 'executor',
  executor: [{ text: 'tool: write_file\narguments:\n  path: a.txt\n  content: |\n    hello\n' }, WRITE, FINISH],
  after: HELLO,
});
