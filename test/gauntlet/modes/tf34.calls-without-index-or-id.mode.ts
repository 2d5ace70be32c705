import { FINISH, mode, oa, oaEnd, wire } from '../mode.js';

export default mode({
  id: 'TF34',
  title: 'two calls without index and without id',
  at: 'transport',
  protocols: ['openai'],
  goal: 'Create a.txt with the single line "hello" and second.txt with the single line "two".',
  executor: [
    wire({
      openai:
        oa({
          tool_calls: [
            { function: { name: 'write_file', arguments: '{"path":"a.txt","content":"hello\\n"}' } },
            { index: null, function: { name: 'write_file', arguments: '{"path":"second.txt","content":"two\\n"}' } },
          ],
        }) + oaEnd('tool_calls'),
    }),
    FINISH,
  ],
  after: { 'a.txt': 'hello\n', 'second.txt': 'two\n' },
  mostRequests: 6,
});
