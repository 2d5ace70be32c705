import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

const big = 'word '.repeat(6000);

export default mode({
  id: 'CX1',
  title: 'the server drops the beginning and counts few tokens',
  at: 'transport',
  own: { contextWindow: 16384 },
  before: { 'big.txt': big },
  executor: [
    call('read_file', { path: 'big.txt' }),
    call('read_file', { path: 'big.txt', line_start: 1 }),
    { ...WRITE, usage: { promptTokens: 210, completionTokens: 20 } },
    WRITE,
    FINISH,
  ],
  after: HELLO,
  check: ({ of }) => [
    [
      of('executor').every(
        ({ protocol, body }) =>
          protocol !== 'ollama' || typeof (body['options'] as Record<string, unknown>)['num_ctx'] === 'number',
      ),
      'num_ctx is not sent',
    ],
  ],
});
