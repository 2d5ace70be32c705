import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'CG8',
  title: 'chatter round code of a goal that speaks of e-mails',
  at: 'executor',
  goal: 'write schema.sql that creates a table users with id and email',
  executor: [
    attempt(
      call('write_file', {
        path: 'schema.sql',
        content:
          'Here is the SQL schema you asked for:\n\nCREATE TABLE users (\n  id INTEGER PRIMARY KEY,\n  email TEXT NOT NULL\n);\n',
      }),
      finish('schema.sql is written.'),
    ),
  ],
  fails: /schema\.sql: it begins with/,
});
