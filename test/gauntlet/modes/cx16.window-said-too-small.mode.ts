import { FINISH, HELLO, mode, refusal } from '../mode.js';

/** It says nothing of its window but in this error, and takes more from then on. */
const TINY = refusal(400, { error: { message: "This model's maximum context length is 520 tokens.", code: 400 } });

export default mode({
  id: 'CX16',
  title: 'an error names a window in which no prompt has room, and the server has been started anew since',
  at: 'transport',
  own: {},
  protocols: ['openai'],
  extractor: [TINY, { text: '[]' }],
  then: {
    goal: 'Create b.txt with the single line "world".',
    executor: [{ toolCalls: [{ name: 'write_file', arguments: { path: 'b.txt', content: 'world\n' } }] }, FINISH],
  },
  after: { ...HELLO, 'b.txt': 'world\n' },
});
