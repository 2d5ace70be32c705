import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const TABLE = '# Services\n\n| name | port | owner |\n| --- | --- | --- |\n| web | 80 | Tom |\n';
export default mode({
  id: 'FE84',
  title: 'a row of a Markdown table has a cell too few',
  at: 'executor',
  goal: 'Add a row for the cache to the table in SERVICES.md: port 6379, owner Lena.',
  before: { 'SERVICES.md': TABLE },
  executor: [attempt(call('write_file', { path: 'SERVICES.md', content: `${TABLE}| cache | 6379 |\n` }), FINISH)],
  after: { 'SERVICES.md': `${TABLE}| cache | 6379 | Lena |\n` },
  fails: /SERVICES\.md: a row of its table has 2 cells/,
});
