import { answer } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

const PLAN = JSON.stringify({
  subtasks: [{ id: 'make', description: 'Create a.txt with the single line "hello".', depends_on: [] }],
});

export default mode({
  id: 'EB17',
  title: 'the plan is one string that holds JSON, under the key of an answer',
  at: 'planner',
  planner: [answer(JSON.stringify({ response: PLAN }))],
  executor: [WORK],
  after: HELLO,
});
