import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const SQL = 'CREATE TABLE users (\n  name TEXT\n);\n\nCREATE TABLE orders (\n  user_id INT\n);\n';
export default mode({
  id: 'WC195',
  title: 'a column goes into another table than the one named',
  at: 'executor',
  goal: 'Add a column email of type TEXT NOT NULL to the table users in schema.sql.',
  before: { 'schema.sql': SQL },
  executor: [
    attempt(
      call('edit_file', { path: 'schema.sql', old_str: 'user_id INT', new_str: 'user_id INT,\n  email TEXT NOT NULL' }),
      FINISH,
    ),
  ],
  after: { 'schema.sql': SQL.replace('name TEXT', 'name TEXT,\n  email TEXT NOT NULL') },
  fails: /to be added to users, and stands in orders/,
});
