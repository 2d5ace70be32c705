import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BJ13',
  title: 'a command adds an entry that is there already',
  at: 'executor',
  goal: 'Add dist to .gitignore if it is not there, and name it in README.md.',
  before: { '.gitignore': 'node_modules\ndist\n', 'README.md': '# Kit\n' },
  executor: [
    attempt(
      call('shell_execute', { command: "echo dist >> .gitignore && echo 'The build is in dist.' >> README.md" }),
      finish('All of it is done.'),
    ),
  ],
  fails: /twice/,
});
