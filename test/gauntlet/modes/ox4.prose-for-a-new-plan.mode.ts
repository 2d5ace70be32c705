import { answer, call, finish, plan } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'OX4',
  title: 'asked for a new plan, the planner only talks about the old one',
  at: 'planner',
  own: { config: { execution: { max_plan_versions: 2 } } },
  goal: 'Create en.txt with the single line "hello" and de.txt with the single line "hallo".',
  planner: [
    plan([
      { id: 'en', description: 'Create en.txt with the single line "hello"' },
      { id: 'de', description: 'Create de.txt with the single line "hallo"', depends_on: ['en'] },
    ]),
    answer('The step failed because the worker stopped too early. I think it should simply go on from there.'),
  ],
  executor: [
    bySubtask({
      en: attempt(call('write_file', { path: 'en.txt', content: 'hello\n' }), FINISH),
      de: finish('I could not.', 'blocked', 'I could not.'),
      'execute-goal-v2': attempt(
        call('read_file', { path: 'en.txt' }),
        call('write_file', { path: 'de.txt', content: 'hallo\n' }),
        FINISH,
      ),
    }),
  ],
  after: { 'en.txt': 'hello\n', 'de.txt': 'hallo\n' },
  mostRequests: 24,
});
