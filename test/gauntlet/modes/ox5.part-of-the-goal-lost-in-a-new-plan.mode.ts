import { call, finish, plan } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'OX5',
  title: 'the new plan holds the failed step in another form, and none of those behind it',
  at: 'planner',
  own: { config: { execution: { max_plan_versions: 2 } } },
  goal: 'The shop closes at six from now on: change it in hours.txt, tell the customers in news.md, and mention it at the top of the manual.',
  before: { 'hours.txt': 'closes at five\n', 'news.md': '# News\n', 'manual.md': '# Manual\n\nWelcome.\n' },
  planner: [
    plan([
      { id: 'hours', description: 'Change the hour in hours.txt to six' },
      { id: 'news', description: 'Announce the new hour in news.md', depends_on: ['hours'] },
      { id: 'manual', description: 'Mention the new hour at the top of manual.md', depends_on: ['news'] },
    ]),
    plan([{ id: 'tell', description: 'Tell customers about the new hour in news.md' }]),
    // Asked again, it gives but the part that it is told of.
    (request) =>
      request.messages.at(-1)?.content.includes('manual.md') === true
        ? plan([{ id: 'mention', description: 'Mention the new hour at the top of manual.md' }])
        : plan([]),
  ],
  executor: [
    bySubtask({
      hours: attempt(call('write_file', { path: 'hours.txt', content: 'closes at six\n' }), FINISH),
      news: finish('I could not.', 'blocked', 'I could not.'),
      'tell-v2': attempt(
        call('shell_execute', { command: String.raw`printf '\nWe close at six from now on.\n' >> news.md` }),
        FINISH,
      ),
      'mention-v2': attempt(
        call('write_file', { path: 'manual.md', content: '# Manual\n\nWe close at six.\n\nWelcome.\n' }),
        FINISH,
      ),
    }),
  ],
  after: {
    'hours.txt': 'closes at six\n',
    'news.md': '# News\n\nWe close at six from now on.\n',
    'manual.md': '# Manual\n\nWe close at six.\n\nWelcome.\n',
  },
});
