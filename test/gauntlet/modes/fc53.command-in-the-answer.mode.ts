import { answer } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'FC53',
  title: 'a command that would write the file, in every answer',
  at: 'executor',
  executor: [answer("To create the file, run:\n\n```bash\ncat > a.txt << 'EOF'\nhello\nEOF\n```\n\nThen it is there.")],
  after: HELLO,
});
