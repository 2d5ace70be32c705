import { FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF47',
  title: '<function_calls> round calls as Python has them',
  at: 'executor',
  executor: [{ text: '<function_calls>\nwrite_file(path="a.txt", content="hello\\n")\n</function_calls>' }, FINISH],
  after: HELLO,
  mostRequests: 6,
});
