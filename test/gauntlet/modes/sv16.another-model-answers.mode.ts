import { FINISH, HELLO, mode, oa, oaEnd, wire } from '../mode.js';

export default mode({
  id: 'SV16',
  title: 'another model answers than was asked',
  at: 'transport',
  executor: [
    wire({
      ollama: `${JSON.stringify({ model: 'other:1b', message: { role: 'assistant', content: '', tool_calls: [{ function: { name: 'write_file', arguments: { path: 'a.txt', content: 'hello\n' } } }] }, done: true, done_reason: 'stop', prompt_eval_count: 900, eval_count: 9 })}\n`,
      openai:
        oa(
          {
            tool_calls: [
              {
                index: 0,
                id: 'c1',
                function: { name: 'write_file', arguments: '{"path":"a.txt","content":"hello\\n"}' },
              },
            ],
          },
          null,
          { model: 'other-1b' },
        ) + oaEnd('tool_calls'),
    }),
    FINISH,
  ],
  after: HELLO,
  mostRequests: 6,
});
