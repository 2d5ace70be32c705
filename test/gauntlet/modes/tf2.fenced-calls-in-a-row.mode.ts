import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'TF2',
  title: 'prose, then a fence with two calls',
  at: 'executor',
  before: { 'one.txt': 'first\n', 'two.txt': 'second\n' },
  executor: [
    {
      text: 'I\'ll read them.\n```json\n{"name":"read_file","arguments":{"path":"one.txt"}}\n{"name":"read_file","arguments":{"path":"two.txt"}}\n```',
    },
    WRITE,
    FINISH,
  ],
  after: HELLO,
  check: ({ prompt }) => [[/first[\s\S]*second/.test(prompt('executor', 1)), 'the results are not there in order']],
});
