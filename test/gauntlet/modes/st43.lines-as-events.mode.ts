import { turnOf } from '#testing';
import { HELLO, mode, ol, olEnd } from '../mode.js';

const called = (name: string, args: Readonly<Record<string, unknown>>): string =>
  ol({ tool_calls: [{ function: { index: 0, name, arguments: args } }] });
const asEvents = (lines: string): string => lines.trim().replace(/^/gm, 'data: ').replaceAll('\n', '\n\n') + '\n\n';

export default mode({
  id: 'ST43',
  title: "a proxy makes events of Ollama's lines",
  at: 'transport',
  protocols: ['ollama'],
  executor: [
    (request) => ({
      headers: { 'content-type': 'text/event-stream' },
      chunks: [
        asEvents(
          (turnOf(request) === 0
            ? called('write_file', { path: 'a.txt', content: 'hello\n' })
            : called('finish', { summary: 'done', status: 'done' })) + olEnd(),
        ) + 'data: [DONE]\n\n',
      ],
    }),
  ],
  after: HELLO,
});
