import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC107',
  title: 'a function keeps its name and loses its work',
  at: 'executor',
  goal: 'Fix the rounding in cart.py.',
  before: {
    'cart.py': 'def total(items):\n    n = 0\n    for one in items:\n        n += one.price\n    return int(n)\n',
  },
  executor: [attempt(call('write_file', { path: 'cart.py', content: 'def total(items):\n    return None\n' }), FINISH)],
  fails: /total/,
  mostRequests: 60,
});
