import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'OS14',
  title: 'a folder is copied into one that is there, and the model goes by what it is told of that',
  at: 'executor',
  goal: 'Copy the folder tpl to app.',
  before: { 'tpl/a.txt': 'a\n', 'app/main.js': '1\n' },
  executor: [
    ({ messages }) => {
      const results = messages.filter(({ role }) => role === 'tool');
      if (results.length === 0) return call('shell_execute', { command: 'cp -r tpl app' });
      return results.length === 1 && results[0]?.content.includes('the copy is app/tpl') === true
        ? call('shell_execute', { command: 'rm -r app/tpl && cp -r tpl/. app' })
        : FINISH;
    },
  ],
  after: { 'app/a.txt': 'a\n' },
  mostRequests: 12,
});
