import { answer } from '#testing';
import { HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'TF36',
  title: 'explains how calls are written, with one that would destroy',
  at: 'executor',
  before: { 'keep.txt': 'keep\n' },
  executor: [
    WRITE,
    answer(
      'All is written. For the record, an agent would write calls like this:\n\n    Action: delete_file\n    Action Input: {"path": "keep.txt"}\n\nor `<delete_file><path>keep.txt</path></delete_file>`, but neither is needed here. The task is done.',
    ),
  ],
  after: HELLO,
});
