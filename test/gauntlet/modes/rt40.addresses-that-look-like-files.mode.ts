import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'RT40',
  title: 'right work: an address of mail in the goal ends as a file does',
  at: 'executor',
  goal: 'Before we publish report.md, replace all e-mail addresses with "[removed]", only support@acme.example must remain.',
  before: {
    'report.md':
      '# Report\n\nWritten by ann@acme.example and bob.ray@acme.example.\n\nQuestions? Write to support@acme.example.\n\n- Reviewed: cleo@partner.example\n',
  },
  executor: [
    attempt(
      call('write_file', {
        path: 'report.md',
        content:
          '# Report\n\nWritten by [removed] and [removed].\n\nQuestions? Write to support@acme.example.\n\n- Reviewed: [removed]\n',
      }),
      FINISH,
    ),
  ],
  after: {
    'report.md':
      '# Report\n\nWritten by [removed] and [removed].\n\nQuestions? Write to support@acme.example.\n\n- Reviewed: [removed]\n',
  },
  mostRequests: 120,
});
