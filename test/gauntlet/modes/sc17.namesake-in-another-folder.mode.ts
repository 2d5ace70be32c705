import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'SC17',
  title: 'changes the file of the same name in another folder',
  at: 'executor',
  goal: 'in the billing module set MAX to 50: services/billing/limits.js',
  before: {
    'services/billing/limits.js': 'export const MAX = 10;\n',
    'services/mail/limits.js': 'export const MAX = 10;\n',
  },
  executor: [
    attempt(
      call('read_file', { path: 'services/mail/limits.js' }),
      call('edit_file', { path: 'services/mail/limits.js', old_str: 'MAX = 10', new_str: 'MAX = 50' }),
      FINISH,
    ),
  ],
  fails: /services\/billing\/limits\.js is as it was/,
  mostRequests: 80,
});
