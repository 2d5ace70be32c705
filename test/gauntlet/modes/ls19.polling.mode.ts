import { call } from '#testing';
import { FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'LS19',
  title: 'waits for a job by asking again',
  at: 'executor',
  executor: [
    ({ messages }) => {
      const done = messages.filter(({ role }) => role === 'tool').length;
      if (done === 0) return call('shell_execute', { command: 'rm -f ready; echo 0 > n' });
      if (done < 8)
        return call('shell_execute', {
          command: 'n=$(cat n); echo $((n+1)) > n; sleep 0.1; test $n -ge 6 && echo ready || echo waiting',
        });
      return done === 8 ? call('shell_execute', { command: 'rm n; echo hello > a.txt' }) : FINISH;
    },
  ],
  after: HELLO,
  mostRequests: 20,
});
