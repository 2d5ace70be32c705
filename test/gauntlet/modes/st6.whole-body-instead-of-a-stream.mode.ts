import { FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'ST6',
  title: 'one document instead of a stream',
  at: 'transport',
  executor: [
    ({ protocol }) => ({
      headers: { 'content-type': 'application/json' },
      chunks: [
        protocol === 'ollama'
          ? JSON.stringify({
              model: 'm',
              message: {
                role: 'assistant',
                content: '',
                tool_calls: [{ function: { name: 'write_file', arguments: { path: 'a.txt', content: 'hello\n' } } }],
              },
              done: true,
              done_reason: 'stop',
            })
          : JSON.stringify({
              choices: [
                {
                  index: 0,
                  finish_reason: 'tool_calls',
                  message: {
                    role: 'assistant',
                    content: null,
                    tool_calls: [
                      {
                        id: 'c1',
                        type: 'function',
                        function: { name: 'write_file', arguments: '{"path":"a.txt","content":"hello\\n"}' },
                      },
                    ],
                  },
                },
              ],
            }),
      ],
    }),
    FINISH,
  ],
  after: HELLO,
});
