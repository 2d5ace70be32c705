import { call } from '#testing';
import { FINISH, HELLO, mode, refusal, WRITE } from '../mode.js';

const TOO_LONG = refusal(500, {
  error: { code: 500, message: 'Context size has been exceeded.', type: 'server_error' },
});

export default mode({
  id: 'CG17',
  title: 'an overflow that tells no number, twice',
  at: 'transport',
  own: { contextWindow: 16384 },
  before: { 'big.txt': 'a line of text that goes on and on\n'.repeat(200) },
  executor: [call('read_file', { path: 'big.txt' }), TOO_LONG, TOO_LONG, WRITE, FINISH],
  after: HELLO,
});
