import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE38',
  title: "a model's end token at the end of the content",
  at: 'executor',
  goal: 'Create notes.md with a heading Notes and a sentence about pears.',
  executor: [
    call('write_file', { path: 'notes.md', content: '# Notes\n\nPears are sweet.\n<end_of_turn>' }),
    FINISH,
    call('write_file', { path: 'notes.md', content: '# Notes\n\nPears are sweet.\n' }),
    FINISH,
  ],
  after: { 'notes.md': '# Notes\n\nPears are sweet.\n' },
});
