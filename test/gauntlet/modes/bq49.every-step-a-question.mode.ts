import { finish, plan } from '#testing';
import { honest } from '../honest.js';
import { bySubtask, HELLO, mode, WORK } from '../mode.js';

const nobody = finish('I cannot go on.', 'blocked', 'There is nobody to ask.');

export default mode({
  id: 'BQ49',
  title: 'every step of the plan is a question to the user',
  at: 'planner',
  planner: [
    plan([
      { id: 'encoding', description: 'Which encoding should a.txt have?' },
      { id: 'newline', description: 'Ask the user whether a.txt should end with a newline.' },
    ]),
  ],
  executor: [bySubtask({ encoding: nobody, newline: nobody, 'execute-goal': WORK })],
  verifier: [honest({ 'execute-goal': ['+hello'] })],
  after: HELLO,
});
