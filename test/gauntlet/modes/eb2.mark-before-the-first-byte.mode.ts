import { FINISH, HELLO, mode, oa, oaCall, oaEnd, ol, olEnd, wire } from '../mode.js';

const made = { path: 'a.txt', content: 'hello\n' };

export default mode({
  id: 'EB2',
  title: 'a proxy puts a byte order mark before the stream',
  at: 'transport',
  executor: [
    wire({
      ollama: `\uFEFF${ol({ tool_calls: [{ function: { name: 'write_file', arguments: made } }] })}${olEnd()}`,
      openai: `\uFEFF${oaCall(0, 'write_file', JSON.stringify(made), 'callbbbb1')}${oa({})}${oaEnd('tool_calls')}`,
    }),
    FINISH,
  ],
  after: HELLO,
});
