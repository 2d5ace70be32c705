import { attempt, FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF65',
  title: 'tags named like the tool and its arguments, the value right behind its tag',
  at: 'executor',
  executor: [
    attempt(
      { text: "I'll do it.\n\n<write_file>\n<path>a.txt</path>\n<content>hello\n</content>\n</write_file>" },
      FINISH,
    ),
  ],
  after: HELLO,
});
