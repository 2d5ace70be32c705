import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'OS5',
  title: 'of two files that are merged the wrong one wins',
  at: 'executor',
  goal: 'Merge a.json and b.json into c.json. Values of b.json win.',
  before: { 'a.json': '{"port": 1, "host": "x"}\n', 'b.json': '{"port": 2, "debug": true}\n' },
  executor: [
    attempt(call('write_file', { path: 'c.json', content: '{"port": 1, "host": "x", "debug": true}\n' }), FINISH),
  ],
  fails: /c\.json.*port/,
  mostRequests: 60,
});
