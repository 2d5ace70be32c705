import { FINISH, mode, WORK } from '../mode.js';

export default mode({
  id: 'VV18',
  title: 'the verifier calls finish instead of judging',
  at: 'verifier',
  executor: [WORK],
  verifier: [FINISH],
  fails: /no verifier could say/i,
  mostRequests: 60,
});
