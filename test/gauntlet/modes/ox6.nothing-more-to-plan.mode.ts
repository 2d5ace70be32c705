import { call, plan, reject, accept } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'OX6',
  title: 'the last check finds a part missing, and the new plan has no step at all',
  at: 'planner',
  own: { config: { execution: { max_plan_versions: 2 } } },
  goal: 'Create en.txt with the single line "hello" and a page about it.',
  planner: [plan([{ id: 'en', description: 'Create en.txt with the single line "hello"' }]), plan([])],
  executor: [
    bySubtask({
      en: attempt(call('write_file', { path: 'en.txt', content: 'hello\n' }), FINISH),
      'execute-goal-v2': attempt(call('write_file', { path: 'about.md', content: '# A greeting\n' }), FINISH),
    }),
  ],
  verifier: [
    (request) => {
      const text = request.messages.map(({ content }) => content).join('\n');
      return text.includes('# The subtask:') || text.includes('about.md')
        ? accept()
        : reject('There is no page about en.txt.');
    },
  ],
  after: { 'en.txt': 'hello\n', 'about.md': '# A greeting\n' },
  mostRequests: 24,
});
