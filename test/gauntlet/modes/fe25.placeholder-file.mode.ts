import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE25',
  title: 'the file holds a placeholder, and everybody is content',
  at: 'executor',
  goal: 'Write notes.txt about the project.',
  executor: [call('write_file', { path: 'notes.txt', content: '<content of notes.txt goes here>\n' }), FINISH],
  fails: /notes\.txt/,
  mostRequests: 60,
});
