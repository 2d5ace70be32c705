import { plan } from '#testing';
import { HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'PL20',
  title: 'the planner calls tools',
  at: 'planner',
  planner: [WRITE, plan([{ id: 'work', description: 'Create a.txt with the single line "hello".' }])],
  after: HELLO,
  mostRequests: 10,
});
