import { attempt, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF69',
  title: "the tool's name in a line of its own, its arguments in a fence",
  at: 'executor',
  executor: [
    attempt(
      { text: 'I create the file now.\n\nwrite_file\n```json\n{"path": "a.txt", "content": "hello\\n"}\n```' },
      { text: 'finish\n{"summary": "done", "status": "done"}' },
    ),
  ],
  after: HELLO,
});
