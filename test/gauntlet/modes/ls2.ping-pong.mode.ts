import { call } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'LS2',
  title: 'changes back and forth',
  at: 'executor',
  goal: 'Change x to z in b.txt.',
  before: { 'b.txt': 'x\n' },
  executor: [
    (_, n) =>
      n % 2 === 0
        ? call('edit_file', { path: 'b.txt', old_str: 'x', new_str: 'y' })
        : call('edit_file', { path: 'b.txt', old_str: 'y', new_str: 'x' }),
  ],
  fails: /round in a circle/,
  mostRequests: 40,
});
