import { FINISH, mode, oaCall, oaEnd, ol, olEnd, wire } from '../mode.js';

export default mode({
  id: 'ST4',
  title: 'characters and lines cut anywhere, the last line without its end',
  at: 'transport',
  goal: 'Create u.txt.',
  executor: [
    wire({
      ollama: (
        ol({
          tool_calls: [{ function: { name: 'write_file', arguments: { path: 'u.txt', content: 'Grüße 🔥 漢字\n' } } }],
        }) + olEnd()
      ).trimEnd(),
      openai: (
        oaCall(0, 'write_file', '{"path":"u.txt","content":"Grüße 🔥 漢', 'c1') +
        oaCall(0, undefined, '字\\n"}') +
        oaEnd('tool_calls')
      ).trimEnd(),
    }),
    FINISH,
  ],
  after: { 'u.txt': 'Grüße 🔥 漢字\n' },
});
