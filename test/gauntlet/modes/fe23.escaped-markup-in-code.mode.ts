import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE23',
  title: 'code with its quotes escaped as in HTML, then right',
  at: 'executor',
  goal: 'Create hi.py that prints hi.',
  executor: [
    call('write_file', { path: 'hi.py', content: 'print(&quot;hi&quot;)\n' }),
    FINISH,
    call('write_file', { path: 'hi.py', content: 'print("hi")\n' }),
    FINISH,
  ],
  after: { 'hi.py': 'print("hi")\n' },
  mostRequests: 60,
});
