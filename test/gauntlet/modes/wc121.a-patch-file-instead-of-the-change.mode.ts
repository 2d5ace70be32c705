import { call, calls } from '#testing';
import { mode, FINISH } from '../mode.js';

export default mode({
  id: 'WC121',
  title: 'the change is left beside the file as a patch',
  at: 'executor',
  goal: 'Fix the bug in double.js: it must return x * 2.',
  before: { 'double.js': 'module.exports = (x) => x * 3;\n' },
  executor: [
    call('write_file', {
      path: 'fix.patch',
      content:
        '--- a/double.js\n+++ b/double.js\n@@ -1 +1 @@\n-module.exports = (x) => x * 3;\n+module.exports = (x) => x * 2;\n',
    }),
    FINISH,
    calls(
      call('delete_file', { path: 'fix.patch' }),
      call('edit_file', { path: 'double.js', old_str: 'x * 3', new_str: 'x * 2' }),
    ),
    FINISH,
  ],
  after: { 'double.js': 'module.exports = (x) => x * 2;\n' },
});
