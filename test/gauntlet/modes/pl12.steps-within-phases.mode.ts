import { call, json } from '#testing';
import { FINISH, mode, WRITE } from '../mode.js';

export default mode({
  id: 'PL12',
  title: 'the steps stand within phases',
  at: 'planner',
  goal: 'Create a.txt with the single line "hello" and second.txt with the single line "two".',
  planner: [
    json({
      phases: [
        { name: 'Files', tasks: [{ id: 'one', description: 'Create a.txt with the single line "hello".' }] },
        { name: 'More', tasks: [{ id: 'two', description: 'Create second.txt with the single line "two".' }] },
      ],
    }),
  ],
  executor: [
    ({ messages }) =>
      messages.some(({ role }) => role === 'tool')
        ? FINISH
        : /Your subtask: one\n/.test(messages[1]?.content ?? '')
          ? WRITE
          : call('write_file', { path: 'second.txt', content: 'two\n' }),
  ],
  after: { 'a.txt': 'hello\n', 'second.txt': 'two\n' },
  mostRequests: 14,
});
