import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'FE73',
  title: 'tells behind a table that it was written',
  at: 'executor',
  goal: 'Create data.csv with the columns id and name and the row 1, Ann.',
  executor: [
    attempt(
      call('write_file', {
        path: 'data.csv',
        content: 'id,name\n1,Ann\n\nI have created the CSV file as requested.\n',
      }),
      finish('It is done.'),
    ),
  ],
  fails: /data\.csv/,
});
