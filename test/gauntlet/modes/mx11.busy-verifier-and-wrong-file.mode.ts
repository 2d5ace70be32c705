import { call } from '#testing';
import { attempt, FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'MX11',
  title: 'the wrong file, a busy verifier, then the right file by the shell',
  at: 'executor',
  executor: [
    call('write_file', { path: 'b.txt', content: 'hello\n' }),
    FINISH,
    attempt(call('shell_execute', { command: 'echo hello > a.txt' }), FINISH),
  ],
  verifier: [
    { status: 503 },
    { text: '' },
    { text: '{"passed": true, "issues": [], "confidence": 1, "suggestion": ""}' },
  ],
  after: HELLO,
});
