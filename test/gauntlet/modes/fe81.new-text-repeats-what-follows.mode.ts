import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const JOB = 'def store(user):\n    save(user)\n    return user\n';
export default mode({
  id: 'FE81',
  title: 'the new text of an edit repeats the line below it',
  at: 'executor',
  goal: 'In job.py call log("saved") right after save(user); nothing else changes.',
  before: { 'job.py': JOB },
  executor: [
    attempt(
      call('edit_file', {
        path: 'job.py',
        old_str: '    save(user)',
        new_str: '    save(user)\n    log("saved")\n    return user',
      }),
      FINISH,
    ),
  ],
  after: { 'job.py': JOB.replace('save(user)\n', 'save(user)\n    log("saved")\n') },
  fails: /job\.py: it says twice in a row: return user/,
});
