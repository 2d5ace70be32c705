import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FC27',
  title: 'a class with an ellipsis for a body',
  at: 'executor',
  goal: 'Implement the class Client with get(url) in client.py.',
  executor: [
    attempt(
      call('write_file', { path: 'client.py', content: 'class Client:\n    def get(self, url):\n        ...\n' }),
      FINISH,
    ),
  ],
  fails: /client\.py/,
});
