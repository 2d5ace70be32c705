import { FINISH, HELLO, mode, refusal, WRITE } from '../mode.js';

export default mode({
  id: 'TF9',
  title: 'the server cannot parse what the model wrote',
  at: 'transport',
  executor: [
    refusal(500, {
      error: {
        code: 500,
        message: 'The model produced output that does not match the expected peg-native format',
        type: 'server_error',
      },
    }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
