import { FINISH, HELLO, mode, oa, oaEnd, wire, WRITE } from '../mode.js';

export default mode({
  id: 'TF38',
  title: 'a refusal in a field of its own, then the work',
  at: 'executor',
  protocols: ['openai'],
  executor: [wire({ openai: oa({ content: null, refusal: 'I cannot help with that.' }) + oaEnd() }), WRITE, FINISH],
  after: HELLO,
});
