import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const FAQ = '# FAQ\n\n## How do I order?\n\nIn the shop.\n\n## How do I pay?\n\nBy card.\n';

export default mode({
  id: 'CM7',
  title: 'the new text stands in a file called new-, and the file is as it was',
  at: 'executor',
  goal: 'Add a question about refunds (14 days, money back on the same card) to faq.md. Same style as the others.',
  before: { 'faq.md': FAQ },
  executor: [
    attempt(
      call('write_file', {
        path: 'new-faq.md',
        content: `${FAQ}\n## Can I get a refund?\n\nWithin 14 days, with the money back on the same card.\n`,
      }),
      FINISH,
    ),
  ],
  fails: /new-faq\.md was made, and faq\.md is as it was/,
});
