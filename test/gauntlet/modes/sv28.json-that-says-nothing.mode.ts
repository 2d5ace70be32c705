import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'SV28',
  title: 'status 200 and a JSON document without choices, once',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    () => ({ headers: { 'content-type': 'application/json' }, chunks: ['{"object":"list","data":[]}'] }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
