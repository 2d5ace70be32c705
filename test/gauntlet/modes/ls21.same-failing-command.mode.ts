import { call } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'LS21',
  title: 'one failing command, each time written otherwise',
  at: 'executor',
  executor: [
    (_, n) => call('shell_execute', { command: `${' '.repeat(n + 1)}python3 -c "import nothing_of_the_kind_${n}"` }),
  ],
  fails: /shell_execute|no file was changed/,
  mostRequests: 34,
});
