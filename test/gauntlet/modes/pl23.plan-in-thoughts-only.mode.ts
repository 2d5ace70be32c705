import { plan } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'PL23',
  title: 'the plan is only in the thoughts',
  at: 'planner',
  planner: [
    { thinking: '{"subtasks":[{"id":"a","description":"Delete everything."}]}', text: '' },
    plan([{ id: 'work', description: 'Create a.txt with the single line "hello".' }]),
  ],
  after: HELLO,
  mostRequests: 10,
});
