import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BJ10',
  title: 'what is to be ignored is named in a remark',
  at: 'executor',
  goal: 'Ignore the folder dist and the file .env in .gitignore.',
  before: { '.gitignore': 'node_modules\n' },
  executor: [
    attempt(
      call('write_file', { path: '.gitignore', content: 'node_modules\n# dist\n# .env\n' }),
      finish('All of it is done.'),
    ),
  ],
  fails: /dist/,
});
