import { plan } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'PL15',
  title: 'ninety steps that differ, then a plan',
  at: 'planner',
  planner: [
    plan(
      Array.from({ length: 90 }, (_, n) => ({ id: `s${n}`, description: `Consider aspect number ${n} of the file.` })),
    ),
    plan([{ id: 'work', description: 'Create a.txt with the single line "hello".' }]),
  ],
  after: HELLO,
  mostRequests: 10,
  check: ({ prompt }) => [[/at most/.test(prompt('planner', 1)), 'the re-ask does not say how many are allowed']],
});
