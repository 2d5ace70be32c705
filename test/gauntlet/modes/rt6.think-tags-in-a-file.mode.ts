import { FINISH, mode } from '../mode.js';

const source = 'const open = "<think>";\nconst close = "</think>";\n';

export default mode({
  id: 'RT6',
  title: 'a file about think tags, written in a call as text',
  at: 'executor',
  goal: 'Create t.js.',
  executor: [{ text: JSON.stringify({ name: 'write_file', arguments: { path: 't.js', content: source } }) }, FINISH],
  after: { 't.js': source },
});
