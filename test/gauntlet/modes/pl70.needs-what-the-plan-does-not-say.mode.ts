import { call, finish, type SeenRequest } from '#testing';
import { honest } from '../honest.js';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const HTML = '<table>\n<tr><td>tea</td><td>3</td></tr>\n</table>\n';
const told = (request: SeenRequest): string => request.messages.findLast(({ role }) => role === 'tool')?.content ?? '';
export default mode({
  id: 'PL70',
  title: 'a step needs the file of another, which the plan does not say, and reports that it is blocked',
  at: 'planner',
  goal: 'Create menu.csv with tea at 3, and write menu.html, a table of the rows of menu.csv.',
  plan: [
    { id: 'table', description: 'Write menu.html, a table of the rows of menu.csv' },
    { id: 'data', description: 'Create menu.csv with the columns item and price: tea 3' },
  ],
  executor: [
    bySubtask({
      data: attempt(call('write_file', { path: 'menu.csv', content: 'item,price\ntea,3\n' }), FINISH),
      table: (request) =>
        attempt(
          call('read_file', { path: 'menu.csv' }),
          told(request).includes('tea,3')
            ? call('write_file', { path: 'menu.html', content: HTML })
            : finish('', 'blocked', 'menu.csv does not exist yet'),
          FINISH,
        )(request, 0),
    }),
  ],
  verifier: [honest({ data: ['+tea,3'], table: ['<td>tea</td>'] })],
  after: { 'menu.csv': 'item,price\ntea,3\n', 'menu.html': HTML },
  halfway: [{ 'menu.csv': 'item,price\ntea,3\n' }],
  fails: /menu\.csv/,
});
