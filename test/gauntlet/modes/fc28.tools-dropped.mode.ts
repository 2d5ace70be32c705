import { answer } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'FC28',
  title: 'the server drops the tools and the model says it has none',
  at: 'transport',
  executor: [
    answer(
      "I'm sorry, but I don't have access to a file system or any tools. Here is what a.txt should hold:\n\nhello",
    ),
  ],
  fails: /tool|call/i,
});
