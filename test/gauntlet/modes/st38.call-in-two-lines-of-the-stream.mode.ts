import { mode, FINISH, wire, ol } from '../mode.js';

export default mode({
  id: 'ST38',
  title: 'the same call in a line of the stream and once more in the last one',
  at: 'transport',
  protocols: ['ollama'],
  goal: 'Add the line "hello" at the end of a.txt.',
  before: { 'a.txt': 'one\n' },
  executor: [
    wire({
      ollama:
        ol({
          tool_calls: [
            {
              id: 'call_1',
              function: { index: 0, name: 'shell_execute', arguments: { command: 'echo hello >> a.txt' } },
            },
          ],
        }) +
        ol(
          {
            tool_calls: [
              {
                id: 'call_1',
                function: { index: 0, name: 'shell_execute', arguments: { command: 'echo hello >> a.txt' } },
              },
            ],
          },
          { done: true, done_reason: 'stop', prompt_eval_count: 900, eval_count: 20 },
        ),
    }),
    FINISH,
  ],
  after: { 'a.txt': 'one\nhello\n' },
});
