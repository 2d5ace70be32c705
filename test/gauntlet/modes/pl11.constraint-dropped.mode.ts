import { answer } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

const list = '**Plan**\n1. Create a.txt with the single line "hello"\n2. Look at it';

export default mode({
  id: 'PL11',
  title: 'a list in prose although JSON was asked for, twice',
  at: 'planner',
  planner: [answer(list)],
  executor: [WORK],
  after: HELLO,
  check: ({ of }) => [[of('planner').length === 2, 'the planner was not asked exactly twice']],
});
