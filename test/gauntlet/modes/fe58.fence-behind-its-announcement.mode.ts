import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE58',
  title: 'a fence and prose in .gitignore',
  at: 'executor',
  goal: 'Create .gitignore that leaves out node_modules and dist.',
  executor: [
    attempt(
      call('write_file', { path: '.gitignore', content: 'Here is your .gitignore:\n```\nnode_modules\ndist\n```\n' }),
      FINISH,
    ),
  ],
  after: { '.gitignore': 'node_modules\ndist\n' },
  fails: /gitignore|fence/,
});
