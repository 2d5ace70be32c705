import { attempt, FINISH, mode, WRITE } from '../mode.js';

export default mode({
  id: 'WC13',
  title: 'the folder is named in words, and the file lies beside it',
  at: 'executor',
  goal: 'Create a.txt in the docs folder with the single line "hello".',
  before: { 'docs/index.md': '# Docs\n' },
  executor: [attempt(WRITE, FINISH)],
  fails: /docs/,
  mostRequests: 60,
});
