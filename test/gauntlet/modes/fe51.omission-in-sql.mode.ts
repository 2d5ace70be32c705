import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE51',
  title: 'SQL with "previous tables remain the same"',
  at: 'executor',
  goal: 'Add a table orders to schema.sql.',
  before: {
    'schema.sql': 'CREATE TABLE users (id INTEGER PRIMARY KEY);\nCREATE TABLE items (id INTEGER PRIMARY KEY);\n',
  },
  executor: [
    attempt(
      call('read_file', { path: 'schema.sql' }),
      call('write_file', {
        path: 'schema.sql',
        content: '-- previous tables remain the same\n\nCREATE TABLE orders (id INTEGER PRIMARY KEY);\n',
      }),
      FINISH,
    ),
  ],
  fails: /schema\.sql|remain|placeholder/,
});
