import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'OX18',
  title: 'all but one box are ticked',
  at: 'executor',
  goal: 'Mark all tasks in todo.md as done.',
  before: { 'todo.md': '- [ ] Milk\n- [ ] Tea\n- [x] Rice\n' },
  executor: [
    attempt(
      call('read_file', { path: 'todo.md' }),
      call('write_file', { path: 'todo.md', content: '- [x] Milk\n- [ ] Tea\n- [x] Rice\n' }),
      FINISH,
    ),
  ],
  fails: /todo\.md/,
});
