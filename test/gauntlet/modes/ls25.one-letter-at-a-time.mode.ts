import { FINISH, HELLO, mode, oa, ol, WRITE } from '../mode.js';

export default mode({
  id: 'LS25',
  title: 'an answer that trickles without end',
  at: 'executor',
  limit: 60,
  own: { model: { timeout_seconds: 2 } },
  executor: [
    ({ protocol }) => ({
      headers: { 'content-type': protocol === 'ollama' ? 'application/x-ndjson' : 'text/event-stream' },
      gapMs: 100,
      chunks: Array.from({ length: 200 }, (_, n) =>
        protocol === 'ollama' ? ol({ content: `word${n * 7919} ` }) : oa({ content: `word${n * 7919} ` }),
      ),
    }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
  fails: /seconds|slow|time/,
});
