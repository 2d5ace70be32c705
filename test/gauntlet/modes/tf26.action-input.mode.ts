import { answer } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF26',
  title: 'Thought, Action, Action Input',
  at: 'executor',
  executor: [
    answer(
      'Thought: the file has to be made.\nAction: write_file\nAction Input: {"path": "a.txt", "content": "hello\\n"}\nObservation: created a.txt\nThought: done.',
    ),
    answer('Thought: all is done.\nAction: finish\nAction Input: {"summary": "Wrote a.txt."}'),
  ],
  after: HELLO,
  mostRequests: 6,
});
