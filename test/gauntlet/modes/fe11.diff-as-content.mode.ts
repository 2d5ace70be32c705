import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE11',
  title: 'a diff as the content of a file',
  at: 'executor',
  goal: 'Change x.py to b = 1.',
  before: { 'x.py': 'a = 1\n' },
  executor: [
    call('write_file', { path: 'x.py', content: '--- a/x.py\n+++ b/x.py\n@@ -1 +1 @@\n-a = 1\n+b = 1\n' }),
    FINISH,
  ],
  after: { 'x.py': 'b = 1\n' },
});
