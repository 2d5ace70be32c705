import { accept } from '#testing';
import { HELLO, mode, oa, ol, wire } from '../mode.js';

const blanks = '\n\n\n\n\n\n\n\n'.repeat(200);

export default mode({
  id: 'LS10',
  title: 'blanks without end inside a JSON answer',
  at: 'verifier',
  verifier: [
    wire(
      {
        ollama: ol({ content: '{\n  "passed": true,' }) + ol({ content: blanks }),
        openai: oa({ content: '{\n  "passed": true,' }) + oa({ content: blanks }),
      },
      'hang',
    ),
    accept(),
  ],
  after: HELLO,
  limit: 50,
});
