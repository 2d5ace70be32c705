import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'OX15',
  title: 'the licence header goes along with the comments',
  at: 'executor',
  goal: 'Remove all comments from main.js except the licence header.',
  before: { 'main.js': '// Copyright 2024 Jo. MIT licence.\n\n// adds\nexport const add = (a, b) => a + b; // sum\n' },
  executor: [
    attempt(
      call('read_file', { path: 'main.js' }),
      call('write_file', { path: 'main.js', content: 'export const add = (a, b) => a + b;\n' }),
      FINISH,
    ),
  ],
  fails: /main\.js/,
});
