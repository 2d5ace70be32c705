import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'PL10',
  title: 'a draft, then the final plan',
  at: 'planner',
  planner: [
    {
      text: '{"subtasks":[{"id":"old","description":"Create wrong.txt."}]}\nWait, better:\n{"subtasks":[{"id":"new","description":"Create a.txt with the single line hello."}]}',
    },
  ],
  after: HELLO,
  check: ({ ledger }) => [[!/"old"/.test(ledger), 'the draft was taken']],
});
