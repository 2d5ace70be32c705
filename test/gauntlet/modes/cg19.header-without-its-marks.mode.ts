import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'CG19',
  title: 'the header of a call without its marks',
  at: 'executor',
  executor: [
    { text: 'commentary to=functions.write_file json{"path":"a.txt","content":"hello\\n"}' },
    { text: 'assistantcommentary to=functions.finish json{"summary":"a.txt is written."}' },
  ],
  after: HELLO,
});
