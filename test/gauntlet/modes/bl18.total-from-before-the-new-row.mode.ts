import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BL18',
  title: 'the total is taken at the same time as the row is added, so it is the old one',
  at: 'planner',
  goal: 'Add the row "Pears,4" to stock.csv, then write the total of all quantities to total.txt.',
  before: { 'stock.csv': 'Item,Quantity\nApples,5\nPlums,2\n' },
  plan: [
    { id: 'row', description: 'Add the row "Pears,4" to stock.csv' },
    { id: 'total', description: 'Write the total of all quantities to total.txt' },
  ],
  executor: [
    bySubtask({
      row: attempt(call('shell_execute', { command: 'echo Pears,4 >> stock.csv' }), FINISH),
      total: attempt(
        call('read_file', { path: 'stock.csv' }),
        call('write_file', { path: 'total.txt', content: '7\n' }),
        FINISH,
      ),
    }),
  ],
  halfway: [{ 'stock.csv': 'Item,Quantity\nApples,5\nPlums,2\nPears,4\n', 'total.txt': '7\n' }],
  fails: /total/,
  mostRequests: 80,
});
