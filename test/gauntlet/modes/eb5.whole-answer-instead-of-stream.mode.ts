import type { Step } from '../mode.js';
import { FINISH, HELLO, mode } from '../mode.js';

const made = { path: 'a.txt', content: 'hello\n' };

const whole: Step = ({ protocol }) => ({
  headers: { 'content-type': 'application/json' },
  chunks: [
    protocol === 'ollama'
      ? `${JSON.stringify(
          {
            model: 'm',
            created_at: '2026-01-01T00:00:00Z',
            message: {
              role: 'assistant',
              content: '',
              tool_calls: [{ function: { name: 'write_file', arguments: made } }],
            },
            done: true,
            done_reason: 'stop',
            prompt_eval_count: 900,
            eval_count: 20,
          },
          null,
          2,
        )}\n`
      : JSON.stringify(
          {
            id: 'c1',
            object: 'chat.completion',
            choices: [
              {
                index: 0,
                message: {
                  role: 'assistant',
                  content: null,
                  tool_calls: [
                    {
                      id: 'calldddd1',
                      type: 'function',
                      function: { name: 'write_file', arguments: JSON.stringify(made) },
                    },
                  ],
                },
                finish_reason: 'tool_calls',
              },
            ],
            usage: { prompt_tokens: 900, completion_tokens: 20, total_tokens: 920 },
          },
          null,
          2,
        ),
  ],
});

export default mode({
  id: 'EB5',
  title: 'one indented JSON document although a stream was asked for',
  at: 'transport',
  executor: [whole, FINISH],
  after: HELLO,
});
