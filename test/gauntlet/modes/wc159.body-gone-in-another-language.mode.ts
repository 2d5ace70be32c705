import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC159',
  title: 'a function in TypeScript returns the same for everything',
  at: 'executor',
  goal: 'Fix the rounding in cart.ts.',
  before: {
    'cart.ts':
      'export function total(items: readonly { price: number }[]): number {\n  let sum = 0;\n  for (const { price } of items) sum += price;\n  return Math.floor(sum);\n}\n',
  },
  executor: [
    attempt(
      call('write_file', {
        path: 'cart.ts',
        content: 'export function total(items: readonly { price: number }[]): number {\n  return 0;\n}\n',
      }),
      FINISH,
    ),
  ],
  fails: /total/,
  mostRequests: 60,
});
