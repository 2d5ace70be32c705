import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'EV2',
  title: 'a key is added to the settings, and another one is gone',
  at: 'executor',
  goal: 'Add "license": "MIT" to package.json.',
  before: { 'package.json': '{\n  "name": "app",\n  "version": "1.0.0"\n}\n' },
  executor: [
    attempt(
      call('write_file', { path: 'package.json', content: '{\n  "name": "app",\n  "license": "MIT"\n}\n' }),
      FINISH,
    ),
  ],
  fails: /./,
});
