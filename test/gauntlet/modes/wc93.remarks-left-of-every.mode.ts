import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC93',
  title: 'a remark that was to go stays in another file',
  at: 'executor',
  goal: 'Remove every TODO comment from the code.',
  before: { 'a.js': '// TODO: retry\nload();\n', 'lib/b.py': '# TODO: cache\nload()\n' },
  executor: [attempt(call('write_file', { path: 'a.js', content: 'load();\n' }), FINISH)],
  fails: /TODO/,
  mostRequests: 60,
});
