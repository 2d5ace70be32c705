import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE26',
  title: 'a JSON file whose text is encoded twice',
  at: 'executor',
  goal: 'Create data.json with the key a set to 1.',
  executor: [call('write_file', { path: 'data.json', content: '"{\\"a\\": 1}"' }), FINISH],
  after: { 'data.json': '{"a": 1}' },
});
