import { answer } from '#testing';
import { mode, FINISH, attempt } from '../mode.js';

export default mode({
  id: 'OH5',
  title: 'write_to_file and attempt_completion as XML in the text',
  at: 'executor',
  executor: [
    attempt(
      answer(
        '<thinking>I create the file.</thinking>\n\n<write_to_file>\n<path>a.txt</path>\n<content>\nhello\n</content>\n</write_to_file>',
      ),
      answer('<attempt_completion>\n<result>\nI created a.txt.\n</result>\n</attempt_completion>'),
      FINISH,
    ),
  ],
  after: { 'a.txt': 'hello' },
  fails: /write_to_file|tool/,
});
