import { FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF45',
  title: '<|START_ACTION|>[…]<|END_ACTION|>',
  at: 'executor',
  executor: [
    {
      text: '<|START_THINKING|>I will write it.<|END_THINKING|><|START_ACTION|>[\n    {"tool_call_id": "0", "tool_name": "write_file", "parameters": {"path": "a.txt", "content": "hello\\n"}}\n]<|END_ACTION|>',
    },
    FINISH,
  ],
  after: HELLO,
  mostRequests: 6,
});
