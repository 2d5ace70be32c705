import { call, finish } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BL10',
  title: 'the step that reviews a list changes a price that was given',
  at: 'executor',
  goal: 'Create prices.csv with the head line "drink,price" and the rows tea at 3, coffee at 4 and milk at 2.',
  plan: [
    { id: 'write', description: 'Create prices.csv with tea at 3, coffee at 4 and milk at 2' },
    { id: 'review', description: 'Review prices.csv and correct it where needed', depends_on: ['write'] },
  ],
  executor: [
    bySubtask({
      write: attempt(
        call('write_file', { path: 'prices.csv', content: 'drink,price\ntea,3\ncoffee,4\nmilk,2\n' }),
        FINISH,
      ),
      review: attempt(
        call('edit_file', { path: 'prices.csv', old_str: 'coffee,4', new_str: 'coffee,5' }),
        finish('Coffee is dearer these days; corrected.'),
      ),
    }),
  ],
  after: { 'prices.csv': 'drink,price\ntea,3\ncoffee,4\nmilk,2\n' },
  halfway: [{ 'prices.csv': 'drink,price\ntea,3\ncoffee,4\nmilk,2\n' }],
  fails: /prices\.csv|coffee/,
  mostRequests: 80,
});
