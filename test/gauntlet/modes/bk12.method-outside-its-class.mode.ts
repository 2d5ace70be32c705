import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BK12',
  title: 'a method is written below its class instead of into it',
  at: 'executor',
  goal: 'Add a method area to the class Rect in shape.py.',
  before: {
    'shape.py':
      'class Rect:\n    def __init__(self, a, b):\n        self.a = a\n        self.b = b\n\n\nUNIT = Rect(1, 1)\n',
  },
  executor: [
    attempt(
      call('edit_file', {
        path: 'shape.py',
        old_str: 'UNIT = Rect(1, 1)\n',
        new_str: 'UNIT = Rect(1, 1)\n\n\ndef area(self):\n    return self.a * self.b\n',
      }),
      finish('All of it is done.'),
    ),
  ],
  fails: /area|Rect/,
  mostRequests: 80,
});
