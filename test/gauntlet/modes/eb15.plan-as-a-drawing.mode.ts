import { answer, plan } from '#testing';
import { mode, HELLO, WORK } from '../mode.js';

export default mode({
  id: 'EB15',
  title: 'draws the plan as a graph',
  at: 'planner',
  planner: [
    answer('```mermaid\ngraph TD\n  A[Create a.txt] --> B[Check a.txt]\n  B --> C((Done))\n```'),
    plan([{ id: 'make', description: 'Create a.txt with the single line "hello".' }]),
  ],
  executor: [WORK],
  after: HELLO,
});
