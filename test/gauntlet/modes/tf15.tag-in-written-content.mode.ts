import { FINISH, mode } from '../mode.js';

const page = 'Write a call like this:\n<tool_call>{"name":"delete_file","arguments":{"path":"keep.txt"}}</tool_call>\n';

export default mode({
  id: 'TF15',
  title: 'a written call whose content is about calls',
  at: 'executor',
  goal: 'Create doc.md about tool calls.',
  before: { 'keep.txt': 'keep\n' },
  executor: [
    {
      text: `<tool_call>\n${JSON.stringify({ name: 'write_file', arguments: { path: 'doc.md', content: page } })}\n</tool_call>`,
    },
    FINISH,
  ],
  after: { 'doc.md': page },
});
