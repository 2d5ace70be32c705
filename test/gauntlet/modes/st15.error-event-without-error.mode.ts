import { FINISH, HELLO, mode, oa, wire, WRITE } from '../mode.js';

export default mode({
  id: 'ST15',
  title: 'an error event that does not say "error" in its data',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    wire({
      openai:
        oa({ content: 'Writing a.txt' }) + 'event: error\ndata: {"message":"CUDA error: out of memory","code":500}\n\n',
    }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
  fails: /out of memory/,
});
