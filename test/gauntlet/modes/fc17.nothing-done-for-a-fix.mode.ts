import { call, finish } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'FC17',
  title: 'a fix without any change, and everybody is content',
  at: 'executor',
  goal: 'Fix the crash on empty input.',
  before: { 'main.py': 'print(input()[0])\n' },
  executor: [call('read_file', { path: 'main.py' }), finish('The crash is fixed.')],
  fails: /no file was changed/,
  mostRequests: 60,
});
