import { FINISH, HELLO, mode, oaEnd, wire } from '../mode.js';

const pretty = (value: unknown): string =>
  `${JSON.stringify(value, null, 2)
    .split('\n')
    .map((line) => `data: ${line}`)
    .join('\n')}\n\n`;

export default mode({
  id: 'ST13',
  title: 'an event whose data goes over several lines',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    wire({
      openai:
        pretty({
          choices: [
            {
              index: 0,
              delta: {
                tool_calls: [
                  {
                    index: 0,
                    id: 'c1',
                    function: { name: 'write_file', arguments: '{"path":"a.txt","content":"hello\\n"}' },
                  },
                ],
              },
              finish_reason: null,
            },
          ],
        }) + oaEnd('tool_calls'),
    }),
    FINISH,
  ],
  after: HELLO,
  mostRequests: 6,
});
