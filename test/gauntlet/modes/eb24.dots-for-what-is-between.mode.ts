import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

const CART = `class Cart:
    def __init__(self):
        self.items = []

    def add(self, name, price, count=1):
        if count < 1:
            raise ValueError("count must be positive")
        self.items.append((name, price, count))

    def total(self):
        result = 0
        for _, price, count in self.items:
            result += price * count
        return result

    def clear(self):
        self.items = []
`;

export default mode({
  id: 'EB24',
  title: 'the text to replace has dots for its middle',
  at: 'executor',
  goal: 'In cart.py, total() should return the result rounded to 2 decimals. Change nothing else.',
  before: { 'cart.py': CART },
  executor: [
    call('read_file', { path: 'cart.py' }),
    call('edit_file', {
      path: 'cart.py',
      old_str: '    def total(self):\n        ...\n        return result',
      new_str: '    def total(self):\n        ...\n        return round(result, 2)',
    }),
    call('edit_file', {
      path: 'cart.py',
      old_str: '        return result',
      new_str: '        return round(result, 2)',
    }),
    FINISH,
  ],
  after: { 'cart.py': CART.replace('return result', 'return round(result, 2)') },
});
