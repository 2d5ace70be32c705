import { FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF41',
  title: 'name[ARGS]{…} as text, without the mark before it',
  at: 'executor',
  executor: [{ text: 'write_file[ARGS]{"path": "a.txt", "content": "hello\\n"}' }, FINISH],
  after: HELLO,
});
