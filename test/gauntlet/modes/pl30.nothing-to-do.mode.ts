import { json } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'PL30',
  title: 'the plan says that everything is done already',
  at: 'planner',
  planner: [json({ subtasks: [], note: 'The goal is already reached.' })],
  after: HELLO,
  mostRequests: 10,
});
