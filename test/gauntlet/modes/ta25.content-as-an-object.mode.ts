import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'TA25',
  title: 'the content of a JSON file as an object',
  at: 'executor',
  goal: 'Create data.json with the key "a" set to 1.',
  executor: [attempt(call('write_file', { path: 'data.json', content: { a: 1 } }), FINISH)],
  after: { 'data.json': '{\n  "a": 1\n}\n' },
});
