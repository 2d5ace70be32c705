import { call, finish, plan } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const write = (path: string, content: string) => attempt(call('write_file', { path, content }), FINISH);

export default mode({
  id: 'OX1',
  title: 'the first plan asks for a page that nobody can fetch, the second for the work itself',
  at: 'planner',
  own: { config: { execution: { max_plan_versions: 3 } } },
  goal: 'Create en.txt with the single line "hello" and de.txt with the single line "hallo".',
  planner: [
    plan([
      { id: 'en', description: 'Create en.txt with the single line "hello"' },
      { id: 'de', description: 'Fetch the word from the dictionary server into de.txt', depends_on: ['en'] },
    ]),
    plan([{ id: 'german', description: 'Create de.txt with the single line "hallo"', depends_on: ['en'] }]),
  ],
  executor: [
    bySubtask({
      en: write('en.txt', 'hello\n'),
      de: finish('There is no dictionary server.', 'blocked', 'There is no dictionary server.'),
      'german-v2': write('de.txt', 'hallo\n'),
    }),
  ],
  after: { 'en.txt': 'hello\n', 'de.txt': 'hallo\n' },
  check: (played) => [
    [played.of('planner').length === 2, `${played.of('planner').length} plans were asked for`],
    [played.prompt('planner', 1).includes('dictionary server'), 'the planner is not told what failed'],
    [/which stay[^\n]*: en\b/.test(played.prompt('planner', 1)), 'the planner is not told what is done'],
  ],
});
