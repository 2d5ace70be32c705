import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE24',
  title: 'the file holds nothing but line breaks, and everybody is content',
  at: 'executor',
  goal: 'Write notes.txt about the project.',
  executor: [call('write_file', { path: 'notes.txt', content: '\n\n' }), FINISH],
  fails: /notes\.txt/,
  mostRequests: 60,
});
