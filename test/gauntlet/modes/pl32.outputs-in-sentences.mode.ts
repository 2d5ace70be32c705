import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'PL32',
  title: 'expected outputs that are sentences',
  at: 'planner',
  plan: [
    {
      id: 'w',
      description: 'Create a.txt with the single line "hello".',
      acceptance_criteria: 'a.txt holds hello.',
      expected_outputs: ['A file named a.txt containing hello', 'stdout', 'None', 'a.txt (text file)'],
    },
  ],
  executor: [WORK],
  after: HELLO,
});
