import { call, finish, plan } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'OX7',
  title: 'the new plan goes on from the step that failed, as if it were done',
  at: 'planner',
  own: { config: { execution: { max_plan_versions: 2 } } },
  goal: 'Create en.txt with the single line "hello" and de.txt with the single line "hallo".',
  planner: [
    plan([
      { id: 'en', description: 'Create en.txt with the single line "hello"' },
      { id: 'de', description: 'Create de.txt with the single line "hallo"' },
    ]),
    plan([{ id: 'check', description: 'Read en.txt and de.txt and compare them', depends_on: ['en', 'de'] }]),
  ],
  executor: [
    bySubtask({
      en: attempt(call('write_file', { path: 'en.txt', content: 'hello\n' }), FINISH),
      de: finish('I could not.', 'blocked', 'I could not.'),
      'check-v2': FINISH,
    }),
  ],
  halfway: [{ 'en.txt': 'hello\n' }],
  fails: /de\.txt/,
  mostRequests: 24,
});
