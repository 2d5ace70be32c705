import { FINISH, HELLO, mode, oa, ol, wire, WRITE } from '../mode.js';

export default mode({
  id: 'ST10',
  title: 'two pieces, then silence',
  at: 'transport',
  own: { model: { timeout_seconds: 3 } },
  executor: [
    wire(
      {
        ollama: ol({ content: 'Now' }) + ol({ content: ' I' }),
        openai: oa({ content: 'Now' }) + oa({ content: ' I' }),
      },
      'hang',
    ),
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
