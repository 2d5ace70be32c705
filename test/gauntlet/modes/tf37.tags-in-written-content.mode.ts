import { answer } from '#testing';
import { FINISH, mode } from '../mode.js';

const text =
  '<delete_file>\n<path>keep.txt</path>\n</delete_file>\nAction: delete_file\nAction Input: {"path": "keep.txt"}\n';

export default mode({
  id: 'TF37',
  title: 'a written call whose content holds other dialects',
  at: 'executor',
  goal: 'Create doc.txt that explains two ways to write a call.',
  before: { 'keep.txt': 'keep\n' },
  executor: [
    answer(
      `<tool_call>${JSON.stringify({ name: 'write_file', arguments: { path: 'doc.txt', content: text } })}</tool_call>`,
    ),
    FINISH,
  ],
  after: { 'doc.txt': text },
});
