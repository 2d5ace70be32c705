import { turnOf } from '#testing';
import { HELLO, mode, ol, olEnd } from '../mode.js';

const called = (name: string, args: Readonly<Record<string, unknown>>): string =>
  ol({ tool_calls: [{ function: { index: 0, name, arguments: args } }] });

export default mode({
  id: 'ST44',
  title: "the ends of Ollama's lines are lost on the way",
  at: 'transport',
  protocols: ['ollama'],
  executor: [
    (request) => {
      const lines =
        turnOf(request) === 0
          ? called('write_file', { path: 'a.txt', content: 'hello\n' })
          : called('finish', { summary: 'done', status: 'done' });
      return {
        headers: { 'content-type': 'application/x-ndjson' },
        chunks: [`\n\n${(ol({ content: 'ok ' }) + lines).replaceAll('\n', '')}\r\n\r\n${olEnd()}`],
      };
    },
  ],
  after: HELLO,
});
