import { accept } from '#testing';
import { mode, FINISH, WRITE, HELLO } from '../mode.js';

export default mode({
  id: 'ST39',
  title: 'a cache gives the verifier what the executor was told',
  at: 'transport',
  executor: [WRITE, WRITE, FINISH],
  verifier: [WRITE, FINISH, accept()],
  after: HELLO,
});
