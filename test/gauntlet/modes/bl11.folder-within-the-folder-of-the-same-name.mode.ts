import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BL11',
  title: 'the second step goes into the folder and writes to the folder of its name in it',
  at: 'executor',
  goal: 'Write docs/guide.md with the title "# Guide" and docs/faq.md with the title "# FAQ".',
  before: { 'docs/index.md': '# Docs\n' },
  plan: [
    { id: 'guide', description: 'Write docs/guide.md with the title "# Guide"' },
    { id: 'faq', description: 'Write the questions page with the title "# FAQ"', depends_on: ['guide'] },
  ],
  executor: [
    bySubtask({
      guide: attempt(call('write_file', { path: 'docs/guide.md', content: '# Guide\n' }), FINISH),
      faq: attempt(
        call('shell_execute', { command: 'cd docs && mkdir -p docs && printf "# FAQ\\n" > docs/faq.md' }),
        FINISH,
      ),
    }),
  ],
  halfway: [{ 'docs/guide.md': '# Guide\n' }],
  fails: /docs\/faq\.md/,
  mostRequests: 80,
});
