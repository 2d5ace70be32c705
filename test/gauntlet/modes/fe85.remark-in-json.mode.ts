import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE85',
  title: 'a remark in a JSON file that no editor reads',
  at: 'executor',
  goal: 'Create settings.json with theme dark and fontSize 14.',
  executor: [
    attempt(
      call('write_file', {
        path: 'settings.json',
        content: '{\n  // colours\n  "theme": "dark",\n  "fontSize": 14\n}\n',
      }),
      FINISH,
    ),
  ],
  after: { 'settings.json': '{\n  "theme": "dark",\n  "fontSize": 14\n}\n' },
  fails: /settings\.json: it is no JSON/,
});
