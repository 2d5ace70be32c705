import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC50',
  title: 'a program prints something else than the goal quotes',
  at: 'executor',
  goal: 'Create hello.py that prints "Hello, World!".',
  executor: [attempt(call('write_file', { path: 'hello.py', content: 'print("Hello World")\n' }), FINISH)],
  fails: /Hello, World!/,
  mostRequests: 60,
});
