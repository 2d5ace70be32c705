import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'EV6',
  title: 'a list is to be numbered, and the last item keeps its bullet',
  at: 'executor',
  goal: 'Turn the bullet list in steps.md into a numbered list.',
  before: { 'steps.md': '# Steps\n\n- wash\n- cut\n- cook\n' },
  executor: [
    attempt(call('write_file', { path: 'steps.md', content: '# Steps\n\n1. wash\n2. cut\n- cook\n' }), FINISH),
  ],
  fails: /./,
});
