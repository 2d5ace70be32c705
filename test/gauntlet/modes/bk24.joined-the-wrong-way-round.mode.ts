import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BK24',
  title: 'two files are joined the wrong way round',
  at: 'executor',
  goal: 'Merge a.txt and b.txt into c.txt, a.txt first.',
  before: { 'a.txt': 'alpha\n', 'b.txt': 'beta\n' },
  executor: [attempt(call('shell_execute', { command: 'cat b.txt a.txt > c.txt' }), finish('All of it is done.'))],
  fails: /c\.txt|a\.txt|order|first/,
  mostRequests: 80,
});
