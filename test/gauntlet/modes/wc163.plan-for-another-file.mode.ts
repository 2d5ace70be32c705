import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC163',
  title: 'the plan takes a file that is so already for the one that the goal names',
  at: 'planner',
  goal: 'Erstelle gruss.txt mit der einzigen Zeile "Guten Morgen".',
  before: { 'gut.txt': 'Guten Morgen\n' },
  plan: ['Create gut.txt with the single line "Guten Morgen".'],
  executor: [FINISH],
  fails: /gruss\.txt/,
  mostRequests: 60,
});
