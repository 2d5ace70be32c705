import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC176',
  title: 'one key keeps its old form',
  at: 'executor',
  goal: 'Convert all keys in settings.json to snake_case.',
  before: { 'settings.json': '{\n  "maxSize": 1,\n  "nested": { "someKey": 3 }\n}\n' },
  executor: [
    attempt(
      call('write_file', { path: 'settings.json', content: '{\n  "max_size": 1,\n  "nested": { "someKey": 3 }\n}\n' }),
      FINISH,
    ),
  ],
  fails: /someKey/,
  mostRequests: 60,
});
