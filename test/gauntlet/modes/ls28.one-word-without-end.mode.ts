import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

const write = (text: string) => call('write_file', { path: 'note.txt', content: text });

export default mode({
  id: 'LS28',
  title: 'a whole call whose content says one word without end',
  at: 'executor',
  goal: 'Create note.txt, a short note of one line on why the build is slow.',
  executor: [
    write(`The build is slow because ${'court '.repeat(700)}`),
    FINISH,
    write('The build is slow because the tests run twice.\n'),
    FINISH,
  ],
  after: { 'note.txt': 'The build is slow because the tests run twice.\n' },
});
