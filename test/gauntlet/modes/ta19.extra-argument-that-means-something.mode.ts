import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'TA19',
  title: 'an argument no tool has, which would change the meaning',
  at: 'executor',
  goal: 'Add the line "two" to the end of log.txt.',
  before: { 'log.txt': 'one\n' },
  executor: [
    call('write_file', { path: 'log.txt', content: 'two\n', append: true }),
    call('edit_file', { path: 'log.txt', old_str: 'one\n', new_str: 'one\ntwo\n' }),
    FINISH,
  ],
  after: { 'log.txt': 'one\ntwo\n' },
});
