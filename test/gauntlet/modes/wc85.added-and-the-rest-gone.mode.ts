import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC85',
  title: 'a script added, the other keys gone',
  at: 'executor',
  goal: 'Add a lint script ("eslint .") to package.json.',
  before: {
    'package.json':
      '{\n  "name": "shop",\n  "version": "1.0.0",\n  "scripts": {\n    "test": "node --test"\n  },\n  "dependencies": {\n    "express": "4.0.0"\n  }\n}\n',
  },
  executor: [
    attempt(
      call('read_file', { path: 'package.json' }),
      call('write_file', { path: 'package.json', content: '{\n  "scripts": {\n    "lint": "eslint ."\n  }\n}\n' }),
      FINISH,
    ),
  ],
  fails: /package\.json/,
});
