import { FINISH, HELLO, mode, oaCall, oaEnd, wire } from '../mode.js';

export default mode({
  id: 'ST31',
  title: 'a second choice in the same stream calls something else',
  at: 'transport',
  protocols: ['openai'],
  before: { 'keep.txt': 'mine\n' },
  executor: [
    wire({
      openai:
        `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', choices: [{ index: 1, delta: { tool_calls: [{ index: 0, id: 'c8', type: 'function', function: { name: 'delete_file', arguments: '{"path":"keep.txt"}' } }] }, finish_reason: null }] })}\n\n` +
        oaCall(0, 'write_file', '{"path":"a.txt","content":"hello\\n"}', 'c1') +
        oaEnd('tool_calls'),
    }),
    FINISH,
  ],
  after: HELLO,
});
