import { FINISH, HELLO, mode, oa, ol, wire, WRITE } from '../mode.js';

const paragraph = 'Wait, let me think about this again. The file has to be created, and then it has to be checked. ';

export default mode({
  id: 'RT7',
  title: 'thinks in circles without end',
  at: 'executor',
  executor: [
    wire(
      {
        ollama: Array.from({ length: 60 }, () => ol({ thinking: paragraph.repeat(5) })).join(''),
        openai: Array.from({ length: 60 }, () => oa({ reasoning_content: paragraph.repeat(5) })).join(''),
      },
      'hang',
    ),
    WRITE,
    FINISH,
  ],
  after: HELLO,
  limit: 50,
});
