import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'SV21',
  title: 'a proxy that swaps models: 502, then 504, then well',
  at: 'transport',
  executor: [
    { status: 502, errorBody: 'unable to start process: health check failed after 15s' },
    { status: 504, errorBody: '<html><head><title>504 Gateway Time-out</title></head></html>' },
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
