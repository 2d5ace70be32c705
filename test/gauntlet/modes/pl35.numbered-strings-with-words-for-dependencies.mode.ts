import { call, json, turnOf, textOf } from '#testing';
import { mode, FINISH } from '../mode.js';

export default mode({
  id: 'PL35',
  title: 'steps as numbered strings which name what they depend on in words',
  at: 'planner',
  goal: 'Create a.txt with the single line "hello" and then b.txt with the single line "bye".',
  planner: [
    json({
      subtasks: [
        '1. Create a.txt with the single line "hello".',
        '2. Create b.txt with the single line "bye" (depends on 1).',
      ],
    }),
  ],
  executor: [
    (request) => {
      if (turnOf(request) > 0) return FINISH;
      const text = textOf(request);
      const own = text.slice(text.indexOf('# Your subtask'));
      return /Create b\.txt/.test(own.slice(0, 200))
        ? call('write_file', { path: 'b.txt', content: 'bye\n' })
        : call('write_file', { path: 'a.txt', content: 'hello\n' });
    },
  ],
  after: { 'a.txt': 'hello\n', 'b.txt': 'bye\n' },
  check: ({ events }) => {
    const order = events
      .filter(({ type }) => type === 'subtask_started' || type === 'subtask_landed')
      .map(({ type }) => type);
    return [[order[1] === 'subtask_landed', `the second step did not wait: ${order.join(' ')}`]];
  },
});
