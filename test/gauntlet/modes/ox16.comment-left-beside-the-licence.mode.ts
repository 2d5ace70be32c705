import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'OX16',
  title: 'one comment stays beside the licence header',
  at: 'executor',
  goal: 'Remove all comments from main.js except the licence header.',
  before: {
    'main.js':
      '// Copyright 2024 Jo. MIT licence.\n\n// adds\nexport const add = (a, b) => a + b;\n// multiplies\nexport const mul = (a, b) => a * b;\n',
  },
  executor: [
    attempt(
      call('read_file', { path: 'main.js' }),
      call('write_file', {
        path: 'main.js',
        content:
          '// Copyright 2024 Jo. MIT licence.\n\nexport const add = (a, b) => a + b;\n// multiplies\nexport const mul = (a, b) => a * b;\n',
      }),
      FINISH,
    ),
  ],
  fails: /main\.js/,
});
