import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BL22',
  title: 'the table of contents is written without the section that another step adds',
  at: 'planner',
  goal: 'Add a section "## Costs" with the text "400 euros." at the end of plan.md, and write toc.md that lists all sections of plan.md.',
  before: { 'plan.md': '# Plan\n\n## Aim\n\nA new roof.\n\n## Time\n\nIn May.\n' },
  plan: [
    { id: 'costs', description: 'Add a section "## Costs" with the text "400 euros." at the end of plan.md' },
    { id: 'contents', description: 'Write toc.md that lists all sections of plan.md' },
  ],
  executor: [
    bySubtask({
      costs: attempt(call('shell_execute', { command: 'printf "\\n## Costs\\n\\n400 euros.\\n" >> plan.md' }), FINISH),
      contents: attempt(
        call('read_file', { path: 'plan.md' }),
        call('write_file', { path: 'toc.md', content: '- Aim\n- Time\n' }),
        FINISH,
      ),
    }),
  ],
  halfway: [
    {
      'plan.md': '# Plan\n\n## Aim\n\nA new roof.\n\n## Time\n\nIn May.\n\n## Costs\n\n400 euros.\n',
      'toc.md': '- Aim\n- Time\n',
    },
  ],
  fails: /Costs|toc\.md/,
  mostRequests: 80,
});
