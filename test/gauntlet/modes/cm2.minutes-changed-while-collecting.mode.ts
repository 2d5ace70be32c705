import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const MINUTES = '# 9 May 2024\n\nPresent: Ann, Bob\n\n- Ann sends the budget to the board.\n- Bob books the hall.\n';

export default mode({
  id: 'CM2',
  title: 'the minutes have another date behind the list that is made of them',
  at: 'executor',
  goal: 'Go through the minutes and collect the action items in todo.md, grouped by person.',
  before: { 'minutes/2024-05-09.md': MINUTES },
  executor: [
    attempt(
      call('write_file', {
        path: 'todo.md',
        content: '# To do\n\n## Ann\n\n- [ ] Send the budget to the board.\n\n## Bob\n\n- [ ] Book the hall.\n',
      }),
      call('write_file', { path: 'minutes/2024-05-09.md', content: MINUTES.replace('9 May', '10 May') }),
      FINISH,
    ),
  ],
  fails: /only to be read: minutes\/2024-05-09\.md/,
});
