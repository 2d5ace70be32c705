import { json } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF1',
  title: 'the call is written as bare JSON',
  at: 'executor',
  executor: [
    json({ name: 'write_file', arguments: { path: 'a.txt', content: 'hello\n' } }),
    json({ name: 'finish', arguments: { summary: 'Wrote a.txt.' } }),
  ],
  after: HELLO,
});
