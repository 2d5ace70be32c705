import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'TF57',
  title: 'quotes inside the content are not escaped',
  at: 'executor',
  goal: 'Create a.py that prints hi.',
  executor: [
    {
      text: '<tool_call>\n{"name": "write_file", "arguments": {"path": "a.py", "content": "print("hi")\\n"}}\n</tool_call>',
    },
    call('write_file', { path: 'a.py', content: 'print("hi")\n' }),
    FINISH,
  ],
  after: { 'a.py': 'print("hi")\n' },
});
