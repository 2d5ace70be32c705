import { attempt, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TA37',
  title: 'the language of a fence stands before the arguments',
  at: 'executor',
  protocols: ['openai'],
  executor: [
    attempt(
      { toolCalls: [{ name: 'write_file', arguments: 'json\n{"path":"a.txt","content":"hello\\n"}' }] },
      { toolCalls: [{ name: 'finish', arguments: '```json\n{"summary":"done","status":"done"}\n```' }] },
    ),
  ],
  after: HELLO,
  mostRequests: 7,
});
