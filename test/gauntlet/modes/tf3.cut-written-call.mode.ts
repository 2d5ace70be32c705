import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'TF3',
  title: 'a written call that is cut inside its content',
  at: 'executor',
  executor: [
    { text: '<tool_call>\n{"name": "write_file", "arguments": {"path": "a.txt", "content": "hel' },
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
