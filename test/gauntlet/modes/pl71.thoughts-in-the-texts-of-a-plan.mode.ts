import { call, json, textOf } from '#testing';
import { honest } from '../honest.js';
import { bySubtask, FINISH, mode } from '../mode.js';

/** A distilled model under a grammar: the thoughts have no place but the strings. */
export default mode({
  id: 'PL71',
  title: 'thoughts in the strings of a plan, with names it decided against',
  at: 'planner',
  goal: 'Create a.txt with the single line "hello" and b.txt with the single line "bye".',
  planner: [
    json({
      subtasks: [
        {
          id: 'one',
          description:
            '<think>The user wants two files. Should the first be greeting.txt with "Hello, world"? No, a.txt.</think>Create a.txt with the single line "hello"',
          depends_on: [],
          expected_outputs: ['<think>greeting.txt? no</think>a.txt'],
        },
        {
          id: 'two',
          description: '<think>And then b.txt, maybe also c.txt.</think>\n\nCreate b.txt with the single line "bye"',
          depends_on: ['one'],
          expected_outputs: ['b.txt'],
        },
      ],
    }),
  ],
  executor: [
    bySubtask({
      one: (request) =>
        request.messages.some(({ role }) => role === 'tool')
          ? FINISH
          : /greeting\.txt/.test(textOf(request))
            ? call('write_file', { path: 'greeting.txt', content: 'Hello, world\n' })
            : call('write_file', { path: 'a.txt', content: 'hello\n' }),
      two: (request) =>
        request.messages.some(({ role }) => role === 'tool')
          ? FINISH
          : call('write_file', { path: 'b.txt', content: 'bye\n' }),
    }),
  ],
  verifier: [honest({ one: ['+hello'], two: ['+bye'] })],
  after: { 'a.txt': 'hello\n', 'b.txt': 'bye\n' },
});
