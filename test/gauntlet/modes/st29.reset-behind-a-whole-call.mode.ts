import { FINISH, HELLO, mode, oaCall, ol, wire, WRITE } from '../mode.js';

const call = { path: 'a.txt', content: 'helo\n' };

export default mode({
  id: 'ST29',
  title: 'the connection breaks behind a whole call, which comes otherwise the second time',
  at: 'transport',
  executor: [
    wire(
      {
        ollama: ol({ tool_calls: [{ id: 'c1', function: { name: 'write_file', arguments: call } }] }),
        openai: oaCall(0, 'write_file', JSON.stringify(call), 'c1'),
      },
      'reset',
    ),
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
