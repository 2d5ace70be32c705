import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'FE72',
  title: 'a second block of scripts in package.json',
  at: 'executor',
  goal: 'Add the script "lint": "eslint ." to package.json.',
  before: { 'package.json': '{\n  "name": "x",\n  "scripts": { "test": "node --test" }\n}\n' },
  executor: [
    attempt(
      call('edit_file', {
        path: 'package.json',
        old_str: '  "name": "x",\n',
        new_str: '  "name": "x",\n  "scripts": { "lint": "eslint ." },\n',
      }),
      finish('It is done.'),
    ),
  ],
  fails: /"scripts" twice/,
});
