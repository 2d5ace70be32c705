import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'ST20',
  title: 'token counts that cannot be',
  at: 'transport',
  own: {},
  executor: [
    { ...call('list_directory'), usage: { promptTokens: 900_000_000, completionTokens: 3 } },
    { ...WRITE, usage: { promptTokens: -5, completionTokens: 1e15 } },
    FINISH,
  ],
  after: HELLO,
});
