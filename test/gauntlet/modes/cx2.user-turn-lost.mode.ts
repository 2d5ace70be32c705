import { FINISH, HELLO, mode, refusal, WRITE } from '../mode.js';

export default mode({
  id: 'CX2',
  title: 'the user turn has fallen out of the context',
  at: 'transport',
  own: {},
  executor: [WRITE, refusal(500, { error: 'no user query found in messages' }), FINISH],
  after: HELLO,
});
