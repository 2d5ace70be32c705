import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BK21',
  title: 'a dependency is gone from the manifest and the code still loads it',
  at: 'executor',
  goal: 'Remove the dependency left-pad from the project.',
  before: {
    'package.json':
      '{\n  "name": "kit",\n  "version": "1.0.0",\n  "dependencies": {\n    "left-pad": "^1.3.0"\n  }\n}\n',
    'index.js': "const leftPad = require('left-pad');\n\nmodule.exports = (text) => leftPad(text, 10);\n",
  },
  executor: [
    attempt(
      call('write_file', {
        path: 'package.json',
        content: '{\n  "name": "kit",\n  "version": "1.0.0",\n  "dependencies": {}\n}\n',
      }),
      finish('All of it is done.'),
    ),
  ],
  fails: /left-pad|index\.js/,
  mostRequests: 80,
});
