import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'RT32',
  title: 'right work: a variable is renamed twice, and has the last name',
  at: 'executor',
  goal: 'In stats.js rename the variable tmp to total, and then, since that clashes with the docs, rename total to sum. Nothing else changes.',
  before: {
    'stats.js':
      'export function mean(values) {\n  let tmp = 0;\n  for (const value of values) tmp += value;\n  return tmp / values.length;\n}\n',
  },
  executor: [
    attempt(
      call('write_file', {
        path: 'stats.js',
        content:
          'export function mean(values) {\n  let sum = 0;\n  for (const value of values) sum += value;\n  return sum / values.length;\n}\n',
      }),
      FINISH,
    ),
  ],
  after: {
    'stats.js':
      'export function mean(values) {\n  let sum = 0;\n  for (const value of values) sum += value;\n  return sum / values.length;\n}\n',
  },
  mostRequests: 120,
});
