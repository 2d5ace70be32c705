import { call, finish } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const GIVES_UP = finish('There is no dictionary server.', 'blocked', 'There is no dictionary server.');

export default mode({
  id: 'OX3',
  title: 'each new plan is the one that failed, with the finished step in it',
  at: 'planner',
  own: { config: { execution: { max_plan_versions: 4 } } },
  goal: 'Create en.txt with the single line "hello" and de.txt with its German word.',
  plan: [
    { id: 'en', description: 'Create en.txt with the single line "hello"' },
    { id: 'de', description: 'Fetch the German word from the dictionary server into de.txt', depends_on: ['en'] },
  ],
  executor: [
    bySubtask({
      en: attempt(call('write_file', { path: 'en.txt', content: 'hello\n' }), FINISH),
      de: GIVES_UP,
      'de-v2': GIVES_UP,
      'de-v3': GIVES_UP,
      'de-v4': GIVES_UP,
    }),
  ],
  halfway: [{ 'en.txt': 'hello\n' }],
  fails: /dictionary server/,
  mostRequests: 20,
});
