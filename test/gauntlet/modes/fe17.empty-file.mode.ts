import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE17',
  title: 'an empty file where text was asked for',
  at: 'executor',
  executor: [call('write_file', { path: 'a.txt', content: '' }), FINISH],
  fails: /a\.txt/,
});
