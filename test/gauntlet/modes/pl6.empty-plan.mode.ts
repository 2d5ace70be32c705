import { json, plan } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'PL6',
  title: 'a plan without subtasks',
  at: 'planner',
  planner: [json({ subtasks: [] }), plan([{ id: 'a', description: 'Create a.txt with the single line "hello".' }])],
  after: HELLO,
});
