import { call } from '#testing';
import { honest } from '../honest.js';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BQ71',
  title: 'ticks the box of another task',
  at: 'executor',
  goal: 'Mark the task "Buy milk" in todo.md as done.',
  before: { 'todo.md': '- [ ] Buy milk\n- [ ] Buy tea\n' },
  executor: [
    attempt(
      call('read_file', { path: 'todo.md' }),
      call('write_file', { path: 'todo.md', content: '- [ ] Buy milk\n- [x] Buy tea\n' }),
      FINISH,
    ),
  ],
  verifier: [honest({ work: ['- [x]'] })],
  after: { 'todo.md': '- [x] Buy milk\n- [ ] Buy tea\n' },
  fails: /todo\.md/,
});
