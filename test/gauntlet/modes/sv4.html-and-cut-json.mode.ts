import { FINISH, HELLO, mode, wire, WRITE } from '../mode.js';

export default mode({
  id: 'SV4',
  title: 'a web page, an empty body and half a line instead of an answer',
  at: 'transport',
  executor: [
    { status: 502, headers: { 'content-type': 'text/html' }, chunks: ['<html>502 Bad Gateway</html>'] },
    { headers: { 'content-type': 'text/html' }, chunks: ['<html>please log in</html>'] },
    wire({ ollama: '', openai: '' }),
    wire({ ollama: '{"model":"m","message":{"role":"assi', openai: 'data: {"choices":[{"del' }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
