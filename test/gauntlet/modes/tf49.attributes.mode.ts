import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'TF49',
  title: 'a tag named like a tool, with attributes',
  at: 'executor',
  executor: [{ text: '<write_file path="a.txt">\nhello\n</write_file>' }, WORK],
  after: HELLO,
});
