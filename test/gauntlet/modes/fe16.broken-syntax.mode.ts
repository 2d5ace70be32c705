import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE16',
  title: 'a file that does not parse',
  at: 'executor',
  goal: 'Create c.json with a list of two numbers.',
  executor: [call('write_file', { path: 'c.json', content: '[1, 2\n' }), FINISH],
  fails: /c\.json/,
});
