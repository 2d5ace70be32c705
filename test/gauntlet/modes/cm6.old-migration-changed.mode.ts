import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const OLD = 'CREATE TABLE orders (\n  id INTEGER PRIMARY KEY,\n  customer_id INTEGER NOT NULL\n);\n';

export default mode({
  id: 'CM6',
  title: 'an old migration has changed beside the new one',
  at: 'executor',
  goal: 'We need an index on customer_id of the orders table. Put it into a new migration, do not touch the old ones.',
  before: { 'migrations/001_orders.sql': OLD },
  executor: [
    attempt(
      call('write_file', {
        path: 'migrations/002_customer_index.sql',
        content: 'CREATE INDEX idx_orders_customer_id ON orders (customer_id);\n',
      }),
      call('write_file', { path: 'migrations/001_orders.sql', content: OLD.replace(' NOT NULL', '') }),
      FINISH,
    ),
  ],
  fails: /beside the new migration: migrations\/001_orders\.sql/,
});
