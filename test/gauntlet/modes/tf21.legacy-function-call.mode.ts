import { FINISH, HELLO, mode, oa, oaEnd, wire } from '../mode.js';

export default mode({
  id: 'TF21',
  title: 'the call comes in the old field "function_call"',
  at: 'executor',
  protocols: ['openai'],
  executor: [
    wire({
      openai:
        oa({ function_call: { name: 'write_file', arguments: '{"path":"a.txt",' } }) +
        oa({ function_call: { arguments: '"content":"hello\\n"}' } }) +
        oaEnd('function_call'),
    }),
    FINISH,
  ],
  after: HELLO,
  mostRequests: 6,
});
