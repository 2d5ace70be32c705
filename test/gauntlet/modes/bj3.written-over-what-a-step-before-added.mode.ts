import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

const OLD = '# Kit\n\nSmall tools.\n';

export default mode({
  id: 'BJ3',
  title: 'the second step writes the file from its memory of how it was before the first',
  at: 'executor',
  goal: 'Add a section "## Tests" that says how to run them and a section "## License" that names it to README.md.',
  plan: [
    { id: 'a', description: 'Add a section "## Tests" that says how to run them to README.md' },
    { id: 'b', description: 'Add a section "## License" that names it to README.md', depends_on: ['a'] },
  ],
  before: { 'README.md': OLD },
  executor: [
    bySubtask({
      a: attempt(
        call('write_file', { path: 'README.md', content: `${OLD}\n## Tests\n\nRun npm test.\n` }),
        finish('The section is there.'),
      ),
      b: attempt(
        call('read_file', { path: 'README.md' }),
        call('write_file', { path: 'README.md', content: `${OLD}\n## License\n\nMIT\n` }),
        finish('The section is there.'),
      ),
    }),
  ],
  halfway: [{ 'README.md': `${OLD}\n## Tests\n\nRun npm test.\n` }],
  fails: /earlier subtask|## Tests/,
});
