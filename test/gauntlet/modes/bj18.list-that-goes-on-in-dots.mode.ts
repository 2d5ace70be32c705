import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BJ18',
  title: 'a list of so many items stops and says that it goes on',
  at: 'executor',
  goal: 'Write tips.md with a numbered list of exactly 6 tips for a garden.',
  before: {},
  executor: [
    attempt(
      call('write_file', {
        path: 'tips.md',
        content: '# Tips\n\n1. Water.\n2. Weed.\n3. Wait.\n4. Sow.\n\nAnd so on up to 6.\n',
      }),
      finish('All of it is done.'),
    ),
  ],
  fails: /4 items/,
});
