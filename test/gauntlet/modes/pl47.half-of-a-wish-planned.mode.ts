import { attempt, FINISH, mode, WRITE } from '../mode.js';

export default mode({
  id: 'PL47',
  title: 'a plan of one of the two files that are wished for, again and again',
  at: 'planner',
  goal: 'I need two little files: a.txt with the word hello and b.txt with the word hello',
  plan: [{ id: 'first', description: 'Create a.txt with the word hello' }],
  executor: [attempt(WRITE, FINISH)],
  fails: /b\.txt/,
});
