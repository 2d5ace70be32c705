import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC34',
  title: 'nothing is added, the goal names no file, and everybody is content',
  at: 'executor',
  goal: 'Add input validation to the sign-up form.',
  before: { 'form.js': 'export const submit = (form) => send(form);\n' },
  executor: [attempt(call('read_file', { path: 'form.js' }), FINISH)],
  fails: /no file was changed/,
  mostRequests: 60,
});
