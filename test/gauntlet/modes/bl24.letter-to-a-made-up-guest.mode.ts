import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const LETTER = (name: string): string => `Dear ${name},\n\nyou are invited.\n`;

export default mode({
  id: 'BL24',
  title: 'the step for the third guest writes to somebody who is not on the list',
  at: 'executor',
  goal: 'Write a letter of invitation to each guest in guests.csv: letters/<first name>.txt, beginning with "Dear <full name>,".',
  before: { 'guests.csv': 'name,table\nAda Lace,1\nBo Wick,2\nCy Twist,2\n' },
  plan: [
    { id: 'first', description: 'Write the letter to the first guest' },
    { id: 'second', description: 'Write the letter to the second guest', depends_on: ['first'] },
    { id: 'third', description: 'Write the letter to the third guest', depends_on: ['second'] },
  ],
  executor: [
    bySubtask({
      first: attempt(call('write_file', { path: 'letters/Ada.txt', content: LETTER('Ada Lace') }), FINISH),
      second: attempt(call('write_file', { path: 'letters/Bo.txt', content: LETTER('Bo Wick') }), FINISH),
      third: attempt(call('write_file', { path: 'letters/John.txt', content: LETTER('John Doe') }), FINISH),
    }),
  ],
  halfway: [{ 'letters/Ada.txt': LETTER('Ada Lace'), 'letters/Bo.txt': LETTER('Bo Wick') }],
  fails: /Cy|letters\/John|John Doe|guests\.csv/,
  mostRequests: 100,
});
