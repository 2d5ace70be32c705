import { call } from '#testing';
import { honest } from '../honest.js';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BQ61',
  title: 'gives a field to all objects of a list but the last',
  at: 'executor',
  goal: 'Add "active": true to every user in users.json.',
  before: { 'users.json': '[{"name": "Ann"}, {"name": "Ben"}, {"name": "Cid"}]\n' },
  executor: [
    attempt(
      call('read_file', { path: 'users.json' }),
      call('write_file', {
        path: 'users.json',
        content: '[{"name": "Ann", "active": true}, {"name": "Ben", "active": true}, {"name": "Cid"}]\n',
      }),
      FINISH,
    ),
  ],
  verifier: [honest({ work: ['"active": true'] })],
  after: {
    'users.json':
      '[{"name": "Ann", "active": true}, {"name": "Ben", "active": true}, {"name": "Cid", "active": true}]\n',
  },
  fails: /users\.json/,
});
