import { call } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'FC19',
  title: 'the end says "failed" and why',
  at: 'executor',
  goal: 'Create a.txt with the text that the server at example.invalid gives.',
  executor: [
    call('write_file', { path: 'a.txt', content: 'nothing\n' }),
    call('finish', {
      summary: 'The server cannot be reached.',
      status: 'failed',
      reason: 'example.invalid does not resolve',
    }),
  ],
  fails: /example\.invalid/,
  mostRequests: 60,
});
