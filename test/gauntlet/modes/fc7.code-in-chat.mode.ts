import { answer } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'FC7',
  title: 'the file is shown in the answer instead of written',
  at: 'executor',
  executor: [answer('Here is a.txt:\n```\nhello\n```'), WRITE, FINISH],
  after: HELLO,
  check: ({ prompt }) => [[/write_file/.test(prompt('executor', 1)), 'the model is not told to write it']],
});
