import { FINISH, HELLO, mode, wire } from '../mode.js';

export default mode({
  id: 'TF24',
  title: 'chunks hold a message instead of a delta',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    wire({
      openai: `data: ${JSON.stringify({ choices: [{ index: 0, message: { role: 'assistant', content: '', tool_calls: [{ id: 'c1', type: 'function', function: { name: 'write_file', arguments: '{"path":"a.txt","content":"hello\\n"}' } }] }, finish_reason: 'tool_calls' }] })}\n\ndata: [DONE]\n\n`,
    }),
    FINISH,
  ],
  after: HELLO,
  mostRequests: 6,
});
