import { mode, refusal, WRITE } from '../mode.js';

export default mode({
  id: 'SV26',
  title: 'the key expires in the middle of a task',
  at: 'transport',
  executor: [WRITE, refusal(401, { error: { message: 'Authentication Error: key expired', type: 'auth_error' } })],
  fails: /key|401|unauthori[sz]ed/i,
});
