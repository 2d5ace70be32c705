import { FINISH, HELLO, mode, refusal, WRITE } from '../mode.js';

export default mode({
  id: 'ML2',
  title: 'the model is still loading',
  at: 'transport',
  executor: [
    refusal(503, { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } }),
    refusal(503, { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
