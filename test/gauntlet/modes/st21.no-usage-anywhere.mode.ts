import { accept, plan } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'ST21',
  title: 'no token counts in any answer',
  at: 'transport',
  planner: [{ ...plan([{ id: 'work', description: 'Create a.txt with the single line "hello".' }]), usage: null }],
  executor: [
    { ...WRITE, usage: null },
    { ...FINISH, usage: null },
  ],
  verifier: [{ ...accept(), usage: null }],
  after: HELLO,
  mostRequests: 8,
});
