import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'ST46',
  title: 'every answer ends at a tiny limit, before any call',
  at: 'executor',
  executor: [{ text: 'I will create the file. First, let me consider how', finish: 'length' }],
  after: HELLO,
  fails: /cut off at its limit/,
});
