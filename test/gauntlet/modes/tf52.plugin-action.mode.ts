import { FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF52',
  title: '<|action_start|><|plugin|>{…}<|action_end|>',
  at: 'executor',
  executor: [
    {
      text: '<|action_start|><|plugin|>\n{"name": "write_file", "parameters": {"path": "a.txt", "content": "hello\\n"}}\n<|action_end|>',
    },
    FINISH,
  ],
  after: HELLO,
  mostRequests: 6,
});
