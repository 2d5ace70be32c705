import { FINISH, HELLO, mode, oaCall, oaEnd, wire } from '../mode.js';

export default mode({
  id: 'ST23',
  title: 'lines that end in CR LF, with event, id and retry fields',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    wire({
      openai: (
        'retry: 3000\n\nid: 1\nevent: message\n' +
        oaCall(0, 'write_file', '{"path":"a.txt","content":"hello\\n"}', 'c1') +
        'event: message\n' +
        oaEnd('tool_calls')
      ).replaceAll('\n', '\r\n'),
    }),
    FINISH,
  ],
  after: HELLO,
  mostRequests: 6,
});
