import { answer } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

const list = '**Plan**\n1. Create a.txt with the single line "hello"\n2. Look at it';

export default mode({
  id: 'PL11',
  title: 'a list in prose although JSON was asked for, twice',
  at: 'planner',
  planner: [answer(list)],
  executor: [({ messages }) => (messages.some((m) => m.role === 'tool') ? FINISH : WRITE)],
  after: HELLO,
  check: ({ of }) => [[of('planner').length === 2, 'the planner was not asked exactly twice']],
});
