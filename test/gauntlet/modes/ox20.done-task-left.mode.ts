import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'OX20',
  title: 'a done task is left',
  at: 'executor',
  goal: 'Remove all completed tasks from todo.md.',
  before: { 'todo.md': '# Todo\n\n- [ ] Milk\n- [x] Tea\n- [x] Rice\n' },
  executor: [
    attempt(
      call('read_file', { path: 'todo.md' }),
      call('write_file', { path: 'todo.md', content: '# Todo\n\n- [ ] Milk\n- [x] Rice\n' }),
      FINISH,
    ),
  ],
  fails: /todo\.md|Rice/,
});
