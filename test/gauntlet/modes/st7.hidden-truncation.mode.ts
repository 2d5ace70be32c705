import { FINISH, HELLO, mode, oaCall, oaEnd, ol, olEnd, WRITE } from '../mode.js';

export default mode({
  id: 'ST7',
  title: 'the finish reason hides that the answer was cut at its limit',
  at: 'transport',
  executor: [
    ({ body, protocol }) => {
      const options = (body['options'] ?? {}) as Record<string, unknown>;
      const most = Number(protocol === 'ollama' ? options['num_predict'] : body['max_tokens']);
      const args = { path: 'a.txt', content: 'hel' };
      return {
        headers: { 'content-type': protocol === 'ollama' ? 'application/x-ndjson' : 'text/event-stream' },
        chunks: [
          protocol === 'ollama'
            ? ol({ tool_calls: [{ function: { name: 'write_file', arguments: args } }] }) +
              olEnd('stop', { prompt_eval_count: 900, eval_count: most })
            : oaCall(0, 'write_file', JSON.stringify(args), 'c1') +
              oaEnd('tool_calls', { prompt_tokens: 900, completion_tokens: most, total_tokens: 900 + most }),
        ],
      };
    },
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
