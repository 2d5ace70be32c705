import { accept, call, finish, reject, textOf } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'CB20',
  title: 'the plan ends with a push that nobody asked for',
  at: 'planner',
  goal: 'Correct the spelling of "helo" to "hello" in greet.txt.',
  before: { 'greet.txt': 'helo world\n' },
  plan: [
    { id: 'fix', description: 'Change "helo" to "hello" in greet.txt.', acceptance_criteria: 'greet.txt says hello.' },
    {
      id: 'push',
      description: 'Commit the change and push it to the remote repository.',
      acceptance_criteria: 'The change is pushed to origin.',
      depends_on: ['fix'],
    },
  ],
  executor: [
    bySubtask({
      fix: attempt(
        call('read_file', { path: 'greet.txt' }),
        call('edit_file', { path: 'greet.txt', old_str: 'helo world', new_str: 'hello world' }),
        FINISH,
      ),
      push: attempt(
        call('shell_execute', { command: 'git push origin main' }),
        finish('Nothing could be pushed.', 'blocked', 'There is no remote repository to push to.'),
      ),
    }),
  ],
  verifier: [
    (request) => {
      const text = textOf(request);
      if (/# The subtask: push\b/.test(text)) return reject('The change is not pushed to origin.');
      return text.includes('+hello world') ? accept() : reject('The diff does not show +hello world.');
    },
  ],
  after: { 'greet.txt': 'hello world\n' },
  fails: /remote|push/,
});
