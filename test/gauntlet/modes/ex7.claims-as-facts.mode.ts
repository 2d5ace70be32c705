import { call, finish, memory } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'EX7',
  title: 'claims of work that failed are noted as facts',
  at: 'extractor',
  goal: 'Create a.txt with the single line "hello".',
  executor: [call('list_directory'), finish('All tests pass.')],
  extractor: [memory([{ type: 'discovery', summary: 'all tests pass' }])],
  fails: /a\.txt/,
  mostRequests: 60,
  check: ({ memory: noted, prompt }) => [
    [noted.every(({ verified }) => !verified), 'a claim of failed work counts as verified'],
    [
      !/all tests pass/i.test(prompt('planner', 1)) || /unverified/.test(prompt('planner', 1)),
      'a claim of failed work reached the planner as a fact',
    ],
  ],
});
