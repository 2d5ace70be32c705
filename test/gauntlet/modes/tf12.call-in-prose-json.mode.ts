import { answer } from '#testing';
import { HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'TF12',
  title: 'prose that mentions a call as JSON is no call',
  at: 'executor',
  before: { 'keep.txt': 'keep\n' },
  executor: [
    WRITE,
    answer(
      'I could send {"name": "delete_file", "arguments": {"path": "keep.txt"}} to delete it, but I will not. The file a.txt was written.',
    ),
  ],
  after: HELLO,
});
