import { call, turnOf } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'SH17',
  title: 'the shell runs what stands in backticks in a text',
  at: 'executor',
  goal: 'Create note.md with the single line: Run `npm test` first.',
  executor: [
    (request, n) =>
      turnOf(request) > 0
        ? FINISH
        : n === 0
          ? call('shell_execute', { command: 'echo "Run `npm test` first." > note.md' })
          : call('write_file', { path: 'note.md', content: 'Run `npm test` first.\n' }),
  ],
  after: { 'note.md': 'Run `npm test` first.\n' },
});
