import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'TF60',
  title: 'one turn holds the same appending call twice under two ids',
  at: 'executor',
  goal: 'Append the line "two" to log.txt.',
  before: { 'log.txt': 'one\n' },
  executor: [
    {
      toolCalls: [
        { id: 'a1', name: 'shell_execute', arguments: { command: 'echo two >> log.txt' } },
        { id: 'a2', name: 'shell_execute', arguments: { command: 'echo two >> log.txt' } },
      ],
    },
    FINISH,
    call('write_file', { path: 'log.txt', content: 'one\ntwo\n' }),
    FINISH,
  ],
  after: { 'log.txt': 'one\ntwo\n' },
  fails: /log\.txt/,
});
