import { gzipSync } from 'node:zlib';
import { FINISH, HELLO, mode, oaCall, oaEnd, ol, olEnd, type Step } from '../mode.js';

const plain = {
  ollama:
    ol({
      content: '',
      tool_calls: [{ function: { name: 'write_file', arguments: { path: 'a.txt', content: 'hello\n' } } }],
    }) + olEnd(),
  openai: oaCall(0, 'write_file', '{"path": "a.txt", "content": "hello\\n"}', 'c1') + oaEnd('tool_calls'),
};
const packed =
  (cut: number): Step =>
  ({ protocol }) => {
    const bytes = gzipSync(plain[protocol]);
    return {
      headers: {
        'content-encoding': 'gzip',
        'content-type': protocol === 'ollama' ? 'application/x-ndjson' : 'text/event-stream',
      },
      chunks: [bytes.subarray(0, bytes.length - cut)],
    };
  };
export default mode({
  id: 'ST49',
  title: 'a proxy packs the answers, and cuts the first of them',
  at: 'transport',
  executor: [packed(40), packed(0), FINISH],
  after: HELLO,
});
