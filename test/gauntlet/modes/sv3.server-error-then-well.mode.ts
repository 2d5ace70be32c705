import { FINISH, HELLO, mode, refusal, WRITE } from '../mode.js';

export default mode({
  id: 'SV3',
  title: 'the runner dies and comes back',
  at: 'transport',
  executor: [refusal(500, { error: 'llama runner process has terminated: exit status 2' }), WRITE, FINISH],
  after: HELLO,
});
