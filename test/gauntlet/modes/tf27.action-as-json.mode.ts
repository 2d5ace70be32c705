import { answer } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF27',
  title: 'JSON with action and action_input',
  at: 'executor',
  executor: [
    answer('```json\n{"action": "write_file", "action_input": {"path": "a.txt", "content": "hello\\n"}}\n```'),
    answer('{"tool_name": "finish", "tool_input": {"summary": "Wrote a.txt."}}'),
  ],
  after: HELLO,
  mostRequests: 6,
});
