import { finish } from '#testing';
import { mode, WRITE } from '../mode.js';

export default mode({
  id: 'FC2',
  title: 'says that the tests pass without having run them',
  at: 'executor',
  plan: [{ id: 'work', description: 'Create a.txt.', checks: ['grep -q goodbye a.txt'] }],
  executor: [WRITE, finish('All tests pass.')],
  fails: /grep -q goodbye/,
});
