import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE10',
  title: 'a code fence around the content',
  at: 'executor',
  goal: 'Create a.py that prints 1.',
  executor: [call('write_file', { path: 'a.py', content: '```python\nprint(1)\n```' }), FINISH],
  after: { 'a.py': 'print(1)\n' },
});
