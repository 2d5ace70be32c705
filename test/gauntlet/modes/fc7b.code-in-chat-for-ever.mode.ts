import { answer } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'FC7B',
  title: 'the file is only ever shown in answers',
  at: 'executor',
  executor: [answer('Here is a.txt:\n```\nhello\n```')],
  after: HELLO,
});
