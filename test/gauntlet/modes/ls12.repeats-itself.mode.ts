import { FINISH, HELLO, mode, oa, ol, wire, WRITE } from '../mode.js';

const loop = 'The file has to be created. '.repeat(400);

export default mode({
  id: 'LS12',
  title: 'one sentence without end',
  at: 'executor',
  executor: [wire({ ollama: ol({ content: loop }), openai: oa({ content: loop }) }, 'hang'), WRITE, FINISH],
  after: HELLO,
  limit: 50,
});
