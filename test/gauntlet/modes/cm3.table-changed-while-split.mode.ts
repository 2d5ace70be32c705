import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const HEAD = 'date,region,amount\n';
const SALES = `${HEAD}2024-01-02,north,10\n2024-01-03,south,7\n2024-01-05,north,4\n`;

export default mode({
  id: 'CM3',
  title: 'a table that was to be split has lost its own head',
  at: 'executor',
  goal: 'Split sales.csv into one file per region in the folder regions. Each gets the header.',
  before: { 'sales.csv': SALES },
  executor: [
    attempt(
      call('write_file', { path: 'regions/north.csv', content: `${HEAD}2024-01-02,north,10\n2024-01-05,north,4\n` }),
      call('write_file', { path: 'regions/south.csv', content: `${HEAD}2024-01-03,south,7\n` }),
      call('write_file', { path: 'sales.csv', content: SALES.slice(HEAD.length) }),
      FINISH,
    ),
  ],
  fails: /sales\.csv/,
});
