import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

const TEXT = `# Café “Zur Linde”

It’s open 24 hours on weekdays.
We’re closed on Sundays.

## Menu

- “Strammer Max” – 8.50 €
- Soup of the day – 5.20 €
- Guest’s choice – ask us

Don’t forget to book a table.
`;

export default mode({
  id: 'EB28',
  title: 'straight quotes in an edit of a text with curly ones',
  at: 'executor',
  goal: 'In cafe.md it must say 18 hours instead of 24 hours. Only the number, leave every other character as it is.',
  before: { 'cafe.md': TEXT },
  executor: [
    call('read_file', { path: 'cafe.md' }),
    call('edit_file', {
      path: 'cafe.md',
      old_str: "It's open 24 hours on weekdays.\nWe're closed",
      new_str: "It's open 18 hours on weekdays.\nWe're closed",
    }),
    // Already done when the first edit was understood.
    call('shell_execute', { command: "sed -i 's/24 hours/18 hours/' cafe.md" }),
    FINISH,
  ],
  after: { 'cafe.md': TEXT.replace('24', '18') },
  fails: /cafe\.md/,
});
