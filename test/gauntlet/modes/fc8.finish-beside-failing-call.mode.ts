import { call, calls } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'FC8',
  title: 'finish in one batch with a call that fails',
  at: 'executor',
  before: { 'a.txt': 'old\n' },
  goal: 'Change a.txt to hello.',
  executor: [calls(call('edit_file', { path: 'a.txt', old_str: 'absent', new_str: 'hello' }), FINISH), WRITE, FINISH],
  after: HELLO,
});
