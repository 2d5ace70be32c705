import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'DA30',
  title: 'a dependency is removed and a call of it stays',
  at: 'executor',
  goal: 'Remove the dependency left-pad from package.json and every use of it from index.js; the functions must return the same as before.',
  before: {
    'package.json': '{\n  "name": "codes",\n  "dependencies": {\n    "left-pad": "1.3.0",\n    "ms": "2.1.3"\n  }\n}\n',
    'index.js':
      "const leftPad = require('left-pad');\n\nexports.code = (n) => leftPad(n, 6, 0);\nexports.name = (s) => leftPad(s, 12);\n",
  },
  plan: [
    { id: 'package', description: 'Remove left-pad from package.json' },
    { id: 'code', description: 'Replace the uses of left-pad in index.js', depends_on: ['package'] },
  ],
  executor: [
    bySubtask({
      package: attempt(
        call('write_file', {
          path: 'package.json',
          content: '{\n  "name": "codes",\n  "dependencies": {\n    "ms": "2.1.3"\n  }\n}\n',
        }),
        FINISH,
      ),
      code: attempt(
        call('write_file', {
          path: 'index.js',
          content: "exports.code = (n) => String(n).padStart(6, '0');\nexports.name = (s) => leftPad(s, 12);\n",
        }),
        FINISH,
      ),
    }),
  ],
  halfway: [{ 'package.json': '{\n  "name": "codes",\n  "dependencies": {\n    "ms": "2.1.3"\n  }\n}\n' }],
  fails: /index\.js|leftPad|left-pad/,
  mostRequests: 120,
});
