import { FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF51',
  title: 'channels whose marks were stripped: "analysis…assistantcommentary to=…"',
  at: 'executor',
  executor: [
    {
      text: 'analysisWe need to write the file.assistantcommentary to=functions.write_file json{"path":"a.txt","content":"hello\\n"}',
    },
    FINISH,
  ],
  after: HELLO,
});
