import { FINISH, HELLO, mode, oa, ol, wire, WRITE } from '../mode.js';

const line = (n: number): string =>
  `Step ${n}: I will now create the file a.txt with the text hello, carefully and completely.\n`;
const loop = Array.from({ length: 400 }, (_, n) => line(n)).join('');

export default mode({
  id: 'LS20',
  title: 'one sentence without end, with a number that counts',
  at: 'executor',
  executor: [wire({ ollama: ol({ content: loop }), openai: oa({ content: loop }) }, 'hang'), WRITE, FINISH],
  after: HELLO,
  limit: 50,
});
