import { call } from '#testing';
import { FINISH, mode } from '../mode.js';
import { onceWrong } from '../once-wrong.js';

export default mode({
  id: 'DA18',
  title: 'a number of the settings comes back as text, and a second try mends it',
  at: 'executor',
  goal: 'Change "retries" from 3 to 5 in settings.json.',
  before: { 'settings.json': '{\n  "name": "sync",\n  "retries": 3,\n  "verbose": false\n}\n' },
  executor: [
    onceWrong(
      [
        call('read_file', { path: 'settings.json' }),
        call('edit_file', { path: 'settings.json', old_str: '"retries": 3', new_str: '"retries": "5"' }),
        FINISH,
      ],
      [
        call('write_file', {
          path: 'settings.json',
          content: '{\n  "name": "sync",\n  "retries": 5,\n  "verbose": false\n}\n',
        }),
        FINISH,
      ],
    ),
  ],
  after: { 'settings.json': '{\n  "name": "sync",\n  "retries": 5,\n  "verbose": false\n}\n' },
  fails: /settings\.json|retries/,
  mostRequests: 80,
});
