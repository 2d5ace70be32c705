import { call, calls, finish } from '#testing';
import { mode, WRITE } from '../mode.js';

export default mode({
  id: 'TF32',
  title: 'finish stands before the work in one answer',
  at: 'executor',
  goal: 'Create a.txt with the single line "hello" and second.txt with the single line "two".',
  executor: [calls(finish('Both are written.'), WRITE, call('write_file', { path: 'second.txt', content: 'two\n' }))],
  after: { 'a.txt': 'hello\n', 'second.txt': 'two\n' },
  mostRequests: 6,
});
