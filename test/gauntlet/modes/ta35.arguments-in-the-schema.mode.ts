import { call } from '#testing';
import { attempt, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TA35',
  title: 'arguments come in the shape of the schema',
  at: 'executor',
  executor: [
    attempt(
      call('write_file', {
        type: 'object',
        properties: { path: 'a.txt', content: 'hello\n' },
        required: ['path', 'content'],
      }),
      call('finish', { properties: { summary: 'done', status: 'done' } }),
    ),
  ],
  after: HELLO,
  mostRequests: 7,
});
