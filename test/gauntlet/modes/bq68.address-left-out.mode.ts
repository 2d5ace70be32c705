import { call } from '#testing';
import { honest } from '../honest.js';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BQ68',
  title: 'collects the addresses of a text but for one',
  at: 'executor',
  goal: 'Write all e-mail addresses in mails.txt to emails.txt, one per line.',
  before: { 'mails.txt': 'Ann <ann@example.org> wrote to ben@example.org.\nCopy: cid@example.net\n' },
  executor: [
    attempt(
      call('read_file', { path: 'mails.txt' }),
      call('write_file', { path: 'emails.txt', content: 'ann@example.org\nben@example.org\n' }),
      FINISH,
    ),
  ],
  verifier: [honest({ work: ['+ann@example.org'] })],
  after: { 'emails.txt': 'ann@example.org\nben@example.org\ncid@example.net\n' },
  fails: /emails\.txt/,
});
