import { answer } from '#testing';
import { honest } from '../honest.js';
import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'BQ8',
  title: 'the planner asks back every time',
  at: 'planner',
  planner: [
    answer(
      'Before I can create a plan I need some clarification:\n1. Which encoding should a.txt have?\n2. Should the file end with a newline?\nPlease let me know and I will provide the plan.',
    ),
  ],
  executor: [WORK],
  verifier: [honest({ work: ['+hello'] })],
  after: HELLO,
});
