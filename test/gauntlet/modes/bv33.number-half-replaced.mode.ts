import { call, turnOf } from '#testing';
import { honest, succeeded } from '../honest.js';
import { FINISH, mode } from '../mode.js';

const file = (n: number): string => `export const LIMIT = ${n};\nexport const NAME = 'x';\n`;
export default mode({
  id: 'BV33',
  title: 'the text to replace ends within a number of the file',
  at: 'executor',
  goal: 'The limit in limits.js is too high: lower it to 20.',
  before: { 'limits.js': file(100) },
  executor: [
    (request, n) => {
      if (turnOf(request) === 0 && n === 0)
        return call('edit_file', { path: 'limits.js', old_str: 'LIMIT = 10', new_str: 'LIMIT = 20' });
      return succeeded(request)
        ? FINISH
        : call('shell_execute', { command: "sed -i 's/LIMIT = .*;/LIMIT = 20;/' limits.js" });
    },
  ],
  verifier: [honest({ work: ['+export const LIMIT = 20'] })],
  after: { 'limits.js': file(20) },
});
