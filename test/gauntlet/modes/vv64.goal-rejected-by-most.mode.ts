import { accept, reject } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

const NO = reject('b.txt, which the goal asks for too, is missing.');

export default mode({
  id: 'VV64',
  title: 'the plan leaves out a part of the goal, and one of three judges overlooks it',
  at: 'verifier',
  goal: 'Create a.txt with the single line "hello" and another text that greets in French.',
  plan: [
    { id: 'work', description: 'Create a.txt with the single line "hello".', acceptance_criteria: 'a.txt says hello.' },
  ],
  executor: [WORK],
  verifier: [accept(), NO, accept(), NO],
  halfway: [HELLO],
  fails: /is missing/,
});
