import { call, json } from '#testing';
import { FINISH, mode, WRITE } from '../mode.js';

export default mode({
  id: 'PL14',
  title: 'dependencies name the title, the number or nothing that is there',
  at: 'planner',
  goal: 'Create a.txt with the single line "hello" and copy it to b.txt.',
  planner: [
    json({
      tasks: [
        { title: 'Create the file', description: 'Create a.txt with the single line "hello".' },
        { title: 'Copy the file', description: 'Copy a.txt to b.txt.', depends_on: ['Create the file'] },
      ],
    }),
  ],
  executor: [
    ({ messages }) =>
      messages.some(({ role }) => role === 'tool')
        ? FINISH
        : /Copy a\.txt to b\.txt/.test(/Your subtask: [\s\S]*/.exec(messages[1]?.content ?? '')?.[0] ?? '')
          ? call('shell_execute', { command: 'cp a.txt b.txt' })
          : WRITE,
  ],
  after: { 'a.txt': 'hello\n', 'b.txt': 'hello\n' },
  mostRequests: 14,
});
