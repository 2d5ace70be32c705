import { plan } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'PL3',
  title: 'the plan is cut at the token limit',
  at: 'planner',
  planner: [
    {
      text: '{"subtasks":[{"id":"a","description":"Create a.txt with the line","depends_on":[]},{"id":"b","descr',
      finish: 'length',
    },
    plan([{ id: 'a', description: 'Create a.txt with the single line "hello".' }]),
  ],
  after: HELLO,
  check: ({ prompt }) => [[/cut off/.test(prompt('planner', 1)), 'the re-ask does not speak of the cut']],
});
