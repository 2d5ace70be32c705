import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'TF7',
  title: 'an unknown tool',
  at: 'executor',
  executor: [call('execute_python', { code: "open('a.txt','w').write('hello')" }), WRITE, FINISH],
  after: HELLO,
  check: ({ prompt }) => [
    [
      /there is no tool/.test(prompt('executor', 1)) && /write_file/.test(prompt('executor', 1)),
      'the names are not told',
    ],
  ],
});
