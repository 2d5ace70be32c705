import { mode, WORK } from '../mode.js';

export default mode({
  id: 'VV4',
  title: 'passes a missing file',
  at: 'verifier',
  plan: [{ id: 'work', description: 'Write the greetings.', expected_outputs: ['a.txt', 'b.txt'] }],
  executor: [WORK],
  fails: /b\.txt/,
});
