import { FINISH, HELLO, mode, oaCall, oaEnd, ol, olEnd, wire } from '../mode.js';

const ARGUMENTS = { path: 'a.txt', content: 'hello\n' };

export default mode({
  id: 'ST41',
  title: 'a figure beside the call is NaN',
  at: 'transport',
  executor: [
    wire({
      ollama:
        `${ol({ tool_calls: [{ function: { name: 'write_file', arguments: ARGUMENTS } }] })}${olEnd()}`.replaceAll(
          '{"model"',
          '{"rate":NaN,"model"',
        ),
      openai: `${oaCall(0, 'write_file', JSON.stringify(ARGUMENTS), 'c1')}${oaEnd('tool_calls')}`.replaceAll(
        '{"id":"c1","object"',
        '{"timings":{"rate":NaN},"id":"c1","object"',
      ),
    }),
    FINISH,
  ],
  after: HELLO,
  mostRequests: 8,
});
