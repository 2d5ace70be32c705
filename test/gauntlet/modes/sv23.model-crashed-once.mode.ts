import { FINISH, HELLO, mode, refusal, WRITE } from '../mode.js';

export default mode({
  id: 'SV23',
  title: 'status 400: the model has crashed; it is loaded again for the next request',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    WRITE,
    refusal(400, { error: 'The model has crashed without additional information. (Exit code: null)' }),
    FINISH,
  ],
  after: HELLO,
});
