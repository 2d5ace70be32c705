import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC77',
  title: 'SQL that ends within a string',
  at: 'executor',
  goal: 'Create seed.sql that inserts the users ann and bob.',
  executor: [
    attempt(
      call('write_file', {
        path: 'seed.sql',
        content: "INSERT INTO users (name) VALUES ('ann');\nINSERT INTO users (name) VALUES ('bo",
      }),
      FINISH,
    ),
  ],
  fails: /seed\.sql/,
});
