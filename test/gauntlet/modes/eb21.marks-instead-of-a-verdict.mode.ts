import { answer } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'EB21',
  title: 'gives marks for style where a verdict was asked for',
  at: 'verifier',
  executor: [WORK],
  verifier: [answer('{"readability": 8, "structure": 9, "overall_score": 8.5, "max": 10}')],
  after: HELLO,
  fails: /verdict|verif|judge/i,
});
