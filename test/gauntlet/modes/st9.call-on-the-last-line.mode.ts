import { FINISH, HELLO, mode, ol, wire } from '../mode.js';

export default mode({
  id: 'ST9',
  title: 'the call comes on the closing line',
  at: 'transport',
  protocols: ['ollama'],
  executor: [
    wire({
      ollama: ol(
        {
          tool_calls: [
            { function: { index: 0, name: 'write_file', arguments: { path: 'a.txt', content: 'hello\n' } } },
          ],
        },
        { done: true, done_reason: 'stop', prompt_eval_count: 900, eval_count: 9 },
      ),
    }),
    FINISH,
  ],
  after: HELLO,
});
