import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'OX19',
  title: 'open tasks go along with the done ones',
  at: 'executor',
  goal: 'Remove all completed tasks from todo.md.',
  before: { 'todo.md': '# Todo\n\n- [ ] Milk\n- [x] Tea\n- [ ] Rice\n' },
  executor: [
    attempt(
      call('read_file', { path: 'todo.md' }),
      call('write_file', { path: 'todo.md', content: '# Todo\n\n- [ ] Milk\n' }),
      FINISH,
    ),
  ],
  fails: /todo\.md|Rice/,
});
