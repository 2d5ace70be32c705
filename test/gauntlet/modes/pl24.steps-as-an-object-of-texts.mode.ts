import { json } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'PL24',
  title: 'steps as numbered keys with texts',
  at: 'planner',
  planner: [json({ steps: { '1': 'Create a.txt with the single line "hello".' } })],
  after: HELLO,
  mostRequests: 8,
});
