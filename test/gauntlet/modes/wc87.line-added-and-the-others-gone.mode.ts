import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC87',
  title: 'a requirement added, the others gone',
  at: 'executor',
  goal: 'Add flask to the requirements.',
  before: { 'requirements.txt': 'requests==2.31.0\nnumpy==1.26.0\n' },
  executor: [
    attempt(
      call('read_file', { path: 'requirements.txt' }),
      call('write_file', { path: 'requirements.txt', content: 'flask\n' }),
      FINISH,
    ),
  ],
  fails: /requirements\.txt/,
});
