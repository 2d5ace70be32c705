import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC84',
  title: 'prose before the requirements',
  at: 'executor',
  goal: 'Create requirements.txt with flask and requests.',
  executor: [
    attempt(
      call('write_file', { path: 'requirements.txt', content: 'Here are the requirements:\n\nflask\nrequests\n' }),
      FINISH,
    ),
  ],
  after: { 'requirements.txt': 'flask\nrequests\n' },
  fails: /requirements\.txt/,
});
