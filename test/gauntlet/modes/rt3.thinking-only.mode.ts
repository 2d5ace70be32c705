import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'RT3',
  title: 'nothing but thinking',
  at: 'executor',
  executor: [{ thinking: 'I should write the file.', text: '' }, WRITE, FINISH],
  after: HELLO,
});
