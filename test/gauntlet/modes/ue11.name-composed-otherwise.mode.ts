import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const onDisk = 'cafe\u0301.txt';

export default mode({
  id: 'UE11',
  title: 'a file whose name the goal composes otherwise than the disk, with a blank that does not break',
  at: 'executor',
  goal: 'In caf\u00e9.txt change the price to 12 €.',
  before: { [onDisk]: 'price: 10\u00a0€\n' },
  executor: [
    attempt(call('edit_file', { path: 'caf\u00e9.txt', old_str: 'price: 10 €', new_str: 'price: 12 €' }), FINISH),
  ],
  after: { [onDisk]: 'price: 12\u00a0€\n' },
});
