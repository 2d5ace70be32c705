import { FINISH, HELLO, mode, oaCall, oaEnd, wire, WRITE } from '../mode.js';

export default mode({
  id: 'EB10',
  title: 'the server hands on markup of parameters as the arguments',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    wire({
      openai: [
        oaCall(0, 'write_file', '<parameter=path>\na.txt\n</parameter>\n', 'calleeee1'),
        oaCall(0, undefined, '<parameter=content>\nhello\n</parameter>\n</function>'),
        oaEnd('tool_calls'),
      ].join(''),
    }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
