import { json } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

const cyclic = json({
  subtasks: [
    { id: 'a', description: 'Create a.txt with the single line "hello".', depends_on: ['b'] },
    { id: 'b', description: 'Look at a.txt.', depends_on: ['a', 'zz'] },
  ],
});

export default mode({
  id: 'PL5',
  title: 'a cycle and an unknown dependency, twice',
  at: 'planner',
  planner: [cyclic],
  executor: [WORK],
  after: HELLO,
  check: ({ prompt, of }) => [
    [/a -> b -> a/.test(prompt('planner', 1)), 'the re-ask does not name the cycle'],
    [of('planner').length === 2, 'the planner was not asked exactly twice'],
  ],
});
