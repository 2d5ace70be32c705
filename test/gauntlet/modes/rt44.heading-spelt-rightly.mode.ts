import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'RT44',
  title: 'right work: a heading and all of its text are spelt rightly',
  at: 'executor',
  goal: 'Fix the spelling mistakes in essay.md. Nothing but the spelling.',
  before: { 'essay.md': '# Enviroment\n\nWe recieve alot of rain here, and teh rivers are full.\n' },
  executor: [
    attempt(
      call('write_file', {
        path: 'essay.md',
        content: '# Environment\n\nWe receive a lot of rain here, and the rivers are full.\n',
      }),
      FINISH,
    ),
  ],
  after: { 'essay.md': '# Environment\n\nWe receive a lot of rain here, and the rivers are full.\n' },
  mostRequests: 120,
});
