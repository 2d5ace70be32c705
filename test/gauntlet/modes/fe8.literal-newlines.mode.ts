import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE8',
  title: 'backslash-n written instead of line breaks',
  at: 'executor',
  goal: 'Create a.txt with three lines.',
  executor: [call('write_file', { path: 'a.txt', content: 'line1\\nline2\\nline3\\n' }), FINISH],
  after: { 'a.txt': 'line1\nline2\nline3\n' },
});
